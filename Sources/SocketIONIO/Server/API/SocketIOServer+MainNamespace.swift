public import JSONText

/// What a server does by itself it does in its main namespace, `/`.
extension SocketIOServer: SocketIOAddressing {
    /// The namespace `/`.
    public var main: SocketIONamespace { self.namespace("/") }

    public var broadcast: SocketIOBroadcast { self.main.broadcast }

    /// See ``SocketIONamespace/use(_:)``.
    public func use(_ middleware: @escaping SocketIONamespace.Middleware) { self.main.use(middleware) }

    /// See ``SocketIONamespace/onConnect(_:)``.
    public func onConnect(_ handler: @escaping SocketIONamespace.ConnectHandler) { self.main.onConnect(handler) }

    /// See ``SocketIONamespace/emit(_:to:except:)``.
    @discardableResult
    public func emit(
        _ event: SocketIOEvent,
        to rooms: [ExactString] = [],
        except: [ExactString] = []
    ) -> BroadcastReceipt {
        self.main.emit(event, to: rooms, except: except)
    }

    // MARK: Namespaces on demand

    /// Has namespaces made on demand: when a client wants to join one that does not exist.
    ///
    /// A client may name what it likes, so a predicate that accepts every name lets clients make any number of them:
    /// let it ask for more than the name, or have empty ones removed with
    /// ``SocketIOServerConfiguration/removesEmptyChildNamespaces``.
    ///
    /// - Parameter predicate: Whether there is to be a namespace of that name. The client waits for the answer.
    public func namespaces(where predicate: @escaping SocketIOParentNamespace.Predicate) -> SocketIOParentNamespace {
        let parent = SocketIOParentNamespace(directory: self.directory, predicate: predicate)
        self.directory.add(parent)
        return parent
    }

    /// Has namespaces made on demand whose names match a pattern.
    ///
    /// - Parameter pattern: Such as `/tenant-*`: each `*` stands for any letters, or none.
    public func namespaces(matching pattern: String) -> SocketIOParentNamespace {
        let pattern = NamePattern(pattern)
        return self.namespaces { name, _ in pattern.matches(name) }
    }
}
