import ContentModel

extension SchemaError: FailureConvertible {
    var failure: CommandFailure {
        CommandFailure(.badConfiguration, "\(self)".hasSuffix(".") ? "\(self)" : "\(self).")
    }
}
