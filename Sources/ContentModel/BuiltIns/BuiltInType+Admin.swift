import JSONText

extension BuiltInType {
    /// The types of the people and tokens of the admin panel.
    ///
    /// Source: the effective schemas of Strapi 4.22.1 and 5.37.1, dumped after start (vectors/strapi-output/effective).
    static let admin: [BuiltInType] = [
        BuiltInType(
            "admin::permission",
            [
                .value("action", .string),
                .value("actionParameters", .json),
                .value("subject", .string),
                .value("properties", .json),
                .value("conditions", .json),
                .relation("role", .manyToOne, "admin::role"),
            ]
        ),
        BuiltInType(
            "admin::user",
            [
                .value("firstname", .string),
                .value("lastname", .string),
                .value("username", .string),
                .value("email", .email).hidden,
                .password("password").hidden,
                .value("resetPasswordToken", .string).hidden,
                .value("registrationToken", .string).hidden,
                .value("isActive", .boolean).hidden,
                .relation("roles", .manyToMany, "admin::role").hidden,
                .value("blocked", .boolean).hidden,
                .value("preferedLanguage", .string),
            ]
        ),
        BuiltInType(
            "admin::role",
            [
                .value("name", .string),
                .value("code", .string),
                .value("description", .string),
                .relation("users", .manyToMany, "admin::user"),
                .relation("permissions", .oneToMany, "admin::permission"),
            ]
        ),
        BuiltInType(
            "admin::api-token",
            [
                .value("name", .string),
                .value("description", .string),
                .value("type", .enumeration),
                .value("accessKey", .string),
                .value("encryptedKey", .text).only(in: .v5),
                .value("lastUsedAt", .datetime),
                .relation("permissions", .oneToMany, "admin::api-token-permission"),
                .value("expiresAt", .datetime),
                .value("lifespan", .biginteger),
            ]
        ),
        BuiltInType(
            "admin::api-token-permission",
            [
                .value("action", .string),
                .relation("token", .manyToOne, "admin::api-token"),
            ]
        ),
        BuiltInType(
            "admin::transfer-token",
            [
                .value("name", .string),
                .value("description", .string),
                .value("accessKey", .string),
                .value("lastUsedAt", .datetime),
                .relation("permissions", .oneToMany, "admin::transfer-token-permission"),
                .value("expiresAt", .datetime),
                .value("lifespan", .biginteger),
            ]
        ),
        BuiltInType(
            "admin::transfer-token-permission",
            [
                .value("action", .string),
                .relation("token", .manyToOne, "admin::transfer-token"),
            ]
        ),
        BuiltInType(
            "admin::session",
            only: .v5,
            [
                .value("userId", .string).hidden,
                .value("sessionId", .string).hidden,
                .value("childId", .string).hidden,
                .value("deviceId", .string).hidden,
                .value("origin", .string).hidden,
                .value("expiresAt", .datetime).hidden,
                .value("absoluteExpiresAt", .datetime).hidden,
                .value("status", .string).hidden,
                .value("type", .string).hidden,
            ]
        ),
    ]
}
