import JSONText

extension BuiltInType {
    /// The types of users and their roles.
    ///
    /// Source: the effective schemas of Strapi 4.22.1 and 5.37.1, dumped after start (vectors/strapi-output/effective).
    static let users: [BuiltInType] = [
        BuiltInType(
            "plugin::users-permissions.permission",
            [
                .value("action", .string),
                .relation("role", .manyToOne, "plugin::users-permissions.role"),
            ]
        ),
        BuiltInType(
            "plugin::users-permissions.role",
            [
                .value("name", .string),
                .value("description", .string),
                .value("type", .string),
                .relation("permissions", .oneToMany, "plugin::users-permissions.permission"),
                .relation("users", .oneToMany, "plugin::users-permissions.user"),
            ]
        ),
        BuiltInType(
            "plugin::users-permissions.user",
            [
                .value("username", .string),
                .value("email", .email),
                .value("provider", .string),
                .password("password").hidden,
                .value("resetPasswordToken", .string).hidden,
                .value("confirmationToken", .string).hidden,
                .value("confirmed", .boolean),
                .value("blocked", .boolean),
                .relation("role", .manyToOne, "plugin::users-permissions.role"),
            ]
        ),
    ]
}
