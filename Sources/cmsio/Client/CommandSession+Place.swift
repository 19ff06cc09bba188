import ContentEvents
import Foundation
import StrapiSource

extension CommandSession {
    /// Where the rights are that a command is about.
    enum RightsPlace {
        case server(ServerLocation)
        case folder(DataFolder)
        /// The Strapi project of the settings.
        case project
    }

    /// A project named by `--strapi` is asked itself; one that other settings name only where no server runs.
    ///
    /// - Parameter isChange: Whether the folder and the store in it may be made, if `--data` names one.
    func rightsPlace(toChange isChange: Bool) throws -> RightsPlace {
        var settings = self.reader()
        guard try settings.read(Settings.server, flag: self.options.server) == nil else {
            return .server(try self.locateServer())
        }
        guard self.options.strapi == nil else { return .project }
        let hasProject = try !self.isAboutOwnStore && settings.read(Settings.strapi, flag: nil) != nil
        if let path = try settings.read(Settings.data, flag: self.options.data),
            !FileManager.default.fileExists(atPath: path), hasProject || isChange
        {
            return hasProject ? .project : .folder(try DataFolder.create(at: path))
        }
        guard let folder = try DataFolder.locate(self.options, &settings) else {
            return hasProject ? .project : .server(try self.locateServer())
        }
        if FolderLock.holder(of: folder) != nil, ServerRecord.read(in: folder) != nil {
            return .server(try self.locateServer())
        }
        guard !hasProject else { return .project }
        guard isChange || FileManager.default.fileExists(atPath: folder.path(of: .store)) else {
            let hadDemo = FileManager.default.fileExists(atPath: folder.path(of: .demoStore))
            throw CommandFailure(
                .noInput,
                "there is no store in '\(folder.path)' yet; "
                    + (hadDemo ? "the rights of 'serve --demo' ended with it, and come again with the next one; " : "")
                    + "start 'cmsio serve' there, or grant something first."
            )
        }
        return .folder(folder)
    }

    /// The Strapi project of the settings, read without a server.
    struct NamedProject {
        let configuration: ServeConfiguration
        let content: ServedContent
        let project: StrapiProject
        let rights: ProjectRights
    }

    /// - Throws: ``CommandFailure``, ``ProjectError`` or ``StrapiDatabaseError``
    func project() async throws -> NamedProject {
        let (configuration, content) = try self.content()
        let (served, project) = try Self.project(configuration, content)
        let rights = try await ProjectRights(
            of: project,
            served,
            catalog: LiveCatalog(content.catalog),
            policy: configuration.policy(for: content)
        )
        return NamedProject(configuration: configuration, content: content, project: project, rights: rights)
    }

    /// The same without its rights.
    ///
    /// - Throws: ``CommandFailure`` or ``ProjectError``
    func servedProject() throws -> (ServedProject, StrapiProject) {
        let (configuration, content) = try self.content()
        return try Self.project(configuration, content)
    }

    private static func project(
        _ configuration: ServeConfiguration,
        _ content: ServedContent
    ) throws -> (ServedProject, StrapiProject) {
        guard case .project(let served) = configuration.content, let project = content.project else {
            throw CommandFailure(
                .badConfiguration,
                "the settings name both a Strapi project and other content; keep one, or name the project with --strapi."
            )
        }
        return (served, project)
    }

    /// What `serve` would serve.
    ///
    /// - Throws: ``CommandFailure``, ``ProjectError`` or ``SchemaError``
    func content() throws -> (ServeConfiguration, ServedContent) {
        var settings = self.reader()
        let command = try ServeCommand(data: self.options.data, strapi: self.options.strapi)
        let configuration = try ServeConfiguration(command, &settings)
        return (configuration, try ServedContent(configuration))
    }
}
