// Names of events and rooms are `ExactString`, and JSON comes as `JSONDocument`: who imports SocketIONIO needs both.
@_exported public import JSONText
