import Foundation

/// A tool that the tests need and `.ci/tools` installs, by the name of the setting that tells where it is.
package enum TestTool: String {
    case python = "CMSIO_TEST_PYTHON"
    /// The Python whose python-socketio speaks Socket.IO 2.
    case pythonOfSocketIO2 = "CMSIO_TEST_PYTHON_SOCKETIO2"
    case socketIOBundle = "CMSIO_TEST_SOCKETIO_JS"
    case chromium = "CMSIO_TEST_CHROMIUM"

    /// The path: from the environment, else from the file that `.ci/tools` writes.
    ///
    /// - Throws: ``MissingTool`` when neither names it, or nothing is there.
    package func path() throws -> String {
        guard let path = ProcessInfo.processInfo.environment[self.rawValue] ?? Self.installed[self.rawValue] else {
            throw MissingTool(tool: self, path: nil)
        }
        guard FileManager.default.fileExists(atPath: path) else { throw MissingTool(tool: self, path: path) }
        return path
    }

    /// The settings in the file `env` of the folder that `.ci/tools` describes.
    private static let installed: [String: String] = {
        let environment = ProcessInfo.processInfo.environment
        let caches = environment["XDG_CACHE_HOME"] ?? (environment["HOME"] ?? "/root") + "/.cache"
        let folder = environment["CMSIO_TEST_CACHE"] ?? caches + "/cmsio-tests"
        guard let text = try? String(contentsOfFile: folder + "/env", encoding: .utf8) else {
            return [:]  // not written yet: `path()` says so
        }
        var settings: [String: String] = [:]
        for line in text.split(separator: "\n") where line.hasPrefix("export ") {
            let parts = line.dropFirst("export ".count).split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            settings[String(parts[0])] = parts[1].filter { $0 != "\\" }  // bash's %q escapes with backslashes
        }
        return settings
    }()
}

/// A test needs a tool that is not there.
package struct MissingTool: Error, CustomStringConvertible {
    package let tool: TestTool
    package let path: String?

    package init(tool: TestTool, path: String?) {
        self.tool = tool
        self.path = path
    }

    package var description: String {
        if let path = self.path {
            "\(self.tool.rawValue) names '\(path)', which does not exist: run .ci/tools, which installs it."
        } else {
            "\(self.tool.rawValue) is not set: run .ci/tools, which installs what the tests need."
        }
    }
}
