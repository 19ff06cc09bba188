public import JSONText
import Synchronization

/// Makes namespaces on demand: when a client wants to join one that does not exist, and the parent accepts its name.
///
/// Its middleware and handlers are those of all its children, before their own.
public final class SocketIOParentNamespace: Sendable {
    /// Whether a namespace of this name is to exist, for the client that wants to join it.
    public typealias Predicate = @Sendable (_ name: ExactString, _ handshake: SocketIOHandshake) async -> Bool

    private let predicate: Predicate
    private let directory: NamespaceDirectory
    private let state = Mutex(ConnectionSteps())

    init(directory: NamespaceDirectory, predicate: @escaping Predicate) {
        self.directory = directory
        self.predicate = predicate
    }

    var steps: ConnectionSteps { self.state.withLock { $0 } }

    func accepts(_ name: ExactString, _ handshake: SocketIOHandshake) async -> Bool {
        await self.predicate(name, handshake)
    }

    /// See ``SocketIONamespace/use(_:)``.
    public func use(_ middleware: @escaping SocketIONamespace.Middleware) {
        self.state.withLock { $0.middleware.append(middleware) }
    }

    /// See ``SocketIONamespace/onConnect(_:)``.
    public func onConnect(_ handler: @escaping SocketIONamespace.ConnectHandler) {
        self.state.withLock { $0.connectHandlers.append(handler) }
    }

    /// See ``SocketIONamespace/onError(_:)``.
    public func onError(_ handler: @escaping SocketIONamespace.ErrorHandler) {
        self.state.withLock { $0.errorHandlers.append(handler) }
    }

    /// The namespaces made so far, in the order of their names; without those that were empty and removed.
    public var children: [SocketIONamespace] { self.directory.children(of: self) }

    /// Sends an event to the sockets of all children; see ``SocketIONamespace/emit(_:to:except:)``.
    public func emit(_ event: SocketIOEvent, to rooms: [ExactString] = [], except: [ExactString] = []) {
        for child in self.children { child.emit(event, to: rooms, except: except) }
    }
}

/// A pattern of names in which each `*` stands for any letters, or none.
struct NamePattern: Sendable {
    private let parts: [[UInt8]]

    init(_ pattern: String) {
        self.parts = pattern.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
    }

    func matches(_ name: ExactString) -> Bool {
        var rest = Array(name.utf8)[...]
        guard rest.starts(with: self.parts[0]) else { return false }
        guard self.parts.count > 1 else { return rest.count == self.parts[0].count }
        rest = rest.dropFirst(self.parts[0].count)
        for part in self.parts[1..<(self.parts.count - 1)] {
            guard let end = Self.end(of: part, in: rest) else { return false }
            rest = rest[end...]
        }
        let last = self.parts[self.parts.count - 1]
        return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
    }

    /// Where the first occurrence of `part` ends.
    private static func end(of part: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
        var start = text.startIndex
        while text.endIndex - start >= part.count {
            if text[start...].starts(with: part) { return start + part.count }
            start += 1
        }
        return nil
    }
}
