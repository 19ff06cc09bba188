import JSONText

// morphToOne and morphToMany: of the entries, those go out whose type the audience may find.
extension Sanitizer {
    /// Source: spec/strapi.md b.4 rule 1; rows 1 (Strapi 4) and 4 (Strapi 5) of its table.
    mutating func morphTo(_ value: JSONNode) throws(ViewError) -> DropRule? {
        if self.pass == .cleaning {
            try self.typedEntries(value)
            return nil
        }
        switch (self.document.kind(value), self.version) {
        case (.array, _):
            return try self.morphArray(value)
        case (.object, .v5):
            return try self.morphObject(value)
        case (.string, .v4):
            return self.morphString(value)
        case (.object, .v4), (.number, .v4), (.bool, .v4), (.null, .v4):
            // What JavaScript cannot iterate over.
            throw self.error(.notEntries)
        case (.string, .v5), (.number, .v5), (.bool, .v5), (.null, .v5):
            if Truth.isTruthy(value, in: self.document) { throw self.error(.notEntries) }
            return nil
        }
    }

    private mutating func morphArray(_ value: JSONNode) throws(ViewError) -> DropRule? {
        let entries = Array(self.document.elements(value))
        self.log.enterArray()
        defer { self.log.leave() }
        if entries.contains(where: { self.document.kind($0) == .null }) { throw self.error(.nullEntry) }
        let isAllowed = entries.map { self.isAllowed($0) }
        if isAllowed.contains(true) { return try self.allowed(entries, isAllowed) }
        switch (self.version, self.pass) {
        case (.v4, _):
            for entry in entries {
                try self.check(.cleaning) { (self) throws(ViewError) in try self.typedEntry(entry) }
            }
            return .unreadableEntry
        case (.v5, .strict):
            for entry in entries { try self.check(.exact) { (self) throws(ViewError) in try self.typedEntry(entry) } }
            return entries.isEmpty ? nil : .unreadableEntry
        case (.v5, _):
            for entry in entries { try self.typedEntry(entry) }
            return nil
        }
    }

    /// Whether the second pass keeps the entry.
    private mutating func isAllowed(_ entry: JSONNode) -> Bool {
        var type = self.document.value("__type", in: entry)
        if let model = self.typeModel(of: entry), self.tables[model].hidesType { type = nil }
        if type == nil, self.version == .v5 { return false }
        return self.mayFind(typeNamed: type.flatMap { self.document.exactString($0) })
    }

    /// Whether the entry names a model, and goes on naming it when it is cleaned.
    private func saysType(_ entry: JSONNode) -> Bool {
        self.typeModel(of: entry).map { !self.tables[$0].hidesType } ?? false
    }

    /// Keeps the allowed ones of entries, at least one.
    private mutating func allowed(_ entries: [JSONNode], _ isAllowed: [Bool]) throws(ViewError) -> DropRule? {
        let (mark, logMark) = (self.cuts.count, self.log.mark)
        var gaps = Gaps()
        var hasKept = false
        for (entry, isAllowed) in zip(entries, isAllowed) {
            let mark = self.cuts.count
            let rule = try self.morphEntry(entry, isAllowed: isAllowed)
            hasKept = hasKept || rule == nil
            self.note(entry, rule, mark: mark, in: &gaps)
        }
        gaps.finish(in: &self.cuts)
        if hasKept { return nil }
        self.cuts.truncate(to: mark)
        self.log.rewind(to: logMark)
        return .unknownType
    }

    private mutating func morphEntry(_ entry: JSONNode, isAllowed: Bool) throws(ViewError) -> DropRule? {
        guard isAllowed else {
            try self.check(.cleaning) { (self) throws(ViewError) in try self.typedEntry(entry) }
            return .unreadableEntry
        }
        if self.pass == .strict, !self.saysType(entry) { return .unknownType }
        try self.typedEntry(entry)
        return nil
    }

    /// A morphToOne of Strapi 5, which keeps the entry whoever may find it.
    private mutating func morphObject(_ value: JSONNode) throws(ViewError) -> DropRule? {
        let isInput = Self.inputKeys.contains { self.document.value($0, in: value) != nil }
        if self.pass == .exact {
            if isInput { try self.replaceInput(value) } else { try self.typedEntry(value) }
            return nil
        }
        if !isInput, self.saysType(value), self.isAllowed(value) {
            try self.typedEntry(value)
            return nil
        }
        try self.check(isInput ? .cleaning : .exact) { (self) throws(ViewError) in try self.typedEntry(value) }
        return .unreadableEntry
    }

    /// Strapi 4 takes a string for its characters, none of which says its type.
    private mutating func morphString(_ value: JSONNode) -> DropRule? {
        let text = self.document.string(value) ?? ""
        guard self.pass == .exact, !text.isEmpty, self.mayFind(typeNamed: nil) else { return .unreadableEntry }
        var writer = JSONWriter()
        writer.beginArray()
        for scalar in text.unicodeScalars { writer.string(String(scalar)) }
        writer.endArray()
        self.cuts.append(self.document.range(value), replacement: writer.bytes)
        return nil
    }
}

// What an editor sends to change a morphTo relation, which should not occur in output; Strapi 5 filters it all the same.
extension Sanitizer {
    private static let inputKeys: [ExactString] = ["connect", "set", "disconnect"]

    /// Rebuilds the value from the allowed elements of its lists.
    private mutating func replaceInput(_ value: JSONNode) throws(ViewError) {
        // What the first pass leaves of the value is what the second one sees.
        let mark = self.cuts.count
        try self.with(.cleaning) { (self) throws(ViewError) in try self.typedEntry(value) }
        var cleaned: [UInt8] = []
        self.cuts.suffix(from: mark).write(self.document.range(value), of: self.document.bytes, to: &cleaned)
        self.cuts.truncate(to: mark)
        guard let input = try? JSONDocument(parsing: cleaned, limits: .unlimited) else {
            // Cuts leave JSON, so this is a mistake of ours; nothing goes out then.
            throw self.error(.notEntries)
        }
        self.cuts.append(self.document.range(value), replacement: self.allowedInput(input))
    }

    private mutating func allowedInput(_ input: JSONDocument) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        for key in Self.inputKeys {
            guard let list = input.value(key, in: input.root) else { continue }
            let allowed = input.elements(list).filter { element in
                guard let type = input.value("__type", in: element) else { return false }
                return self.mayFind(typeNamed: input.exactString(type))
            }
            if allowed.isEmpty { continue }
            writer.key(key)
            writer.beginArray()
            for element in allowed { writer.copy(element, from: input) }
            writer.endArray()
        }
        writer.key("options")
        writer.beginObject()
        if let options = input.value("options", in: input.root),
            let strict = input.value("strict", in: options).flatMap({ input.bool($0) })
        {
            writer.key("strict")
            writer.bool(strict)
        }
        writer.endObject()
        writer.endObject()
        return writer.bytes
    }
}

extension JSONLimits {
    /// For what has been within limits before.
    static let unlimited = JSONLimits(maxBytes: .max, maxDepth: .max)
}
