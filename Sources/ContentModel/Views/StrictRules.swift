import JSONText

/// In what strict mode differs from Strapi's own output. There is nothing else.
///
/// 1. Contents of morphOne and morphMany are cleaned as their target says (``Sanitizer/inverseMorph(_:to:)``). An entry that
///    says it is of another type than the target is dropped.
/// 2. Dropped are: forbidden morphTo entries, also where Strapi 5 leaves them because none is allowed, with those whose type
///    is missing or unknown (``Sanitizer/morphTo(_:)``); and dynamic-zone entries of unknown or missing component
///    (``Sanitizer/zone(_:)``), whether in an array or alone.
/// 3. Arrays are descended wherever one entity is expected (``Sanitizer/nested(_:_:)``), and hold no scalars at the root.
/// 4. A key that is no attribute goes out if its value is a scalar. It is dropped if that is an object or array, or if the
///    name is denied (``Sanitizer/unknownKey(_:)``). The ``markers`` are known and never denied: with a scalar they go out;
///    `localizations` are cleaned as entries of their own type.
/// 5. A relation or component without a schema is dropped, for full access too, since nothing could clean it.
/// 6. A secret of a built-in type that the project's extension of the type leaves out is dropped still.
///
/// Data in the shape of an API response is refused before it comes here: ``ContentType/looksLikeAPIResponse(_:)``.
/// A strict view is a subset of the exact one, and where exact mode throws, strict mode throws too.
///
/// Source: DESIGN section 2; 5 and 6 are spec/strapi.md f.
enum StrictRules {
    static let localizations: ExactString = "localizations"

    /// Keys that Strapi itself puts beside the attributes.
    static let markers: [ExactString] = [
        "id", "documentId", "locale", Self.localizations, "__component", "__type",
    ]

    /// The names denied unless told otherwise.
    static let deniedNames: Set<ExactString> = [
        "password", "resetPasswordToken", "confirmationToken", "registrationToken", "refreshToken", "accessToken",
        "accessKey", "apiKey", "privateKey", "secretKey", "secret",
    ]
}
