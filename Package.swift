// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "cmsio",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "cmsio", targets: ["cmsio"]),
        .executable(name: "cmsio-bench", targets: ["cmsio-bench"]),
        .library(
            name: "CMSIOCore",
            targets: [
                "JSONText", "SocketIOProtocol", "SocketIONIO", "ContentModel", "ContentEvents", "ContentServer",
                "ContentStore", "StrapiSource",
            ]
        ),
        .library(name: "SocketIONIO", targets: ["SocketIONIO"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    ],
    targets: [
        // Rooms, from the ground up. A room may import the rooms below it that it names here, and no others.
        .target(name: "JSONText", swiftSettings: strict),
        .target(name: "SocketIOProtocol", dependencies: ["JSONText"], swiftSettings: strict),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "SocketIONIO",
            dependencies: ["SocketIOProtocol", "JSONText", "CZlib", nioCore, nioPosix, nioHTTP1, logging, crypto],
            swiftSettings: strict
        ),
        .target(name: "ContentModel", dependencies: ["JSONText"], swiftSettings: strict),
        .target(name: "ContentEvents", dependencies: ["ContentModel", "JSONText"], swiftSettings: strict),
        .target(
            name: "ContentStore",
            dependencies: ["ContentEvents", "ContentModel", "JSONText", grdb, crypto],
            swiftSettings: strict
        ),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(
            name: "StrapiSource",
            dependencies: ["ContentEvents", "ContentModel", "JSONText", "CPostgres", grdb, crypto],
            swiftSettings: strict
        ),
        .target(
            name: "ContentServer",
            dependencies: [
                "ContentEvents", "ContentModel", "SocketIONIO", "JSONText", crypto, logging, lifecycle, nioCore,
            ],
            swiftSettings: strict
        ),

        // Programs.
        // GPL, where everything else here is MIT: for the program alone, never for a library. Found without pkg-config,
        // whose flags for it are definitions that SwiftPM refuses with a warning.
        .systemLibrary(name: "CReadline", providers: [.apt(["libreadline-dev"])]),
        .executableTarget(
            name: "cmsio",
            dependencies: [
                "ContentServer", "ContentStore", "StrapiSource", "ContentEvents", "ContentModel", "SocketIONIO",
                "JSONText",
                "CReadline",
                nioCore, nioPosix, nioHTTP1, crypto, argumentParser, logging, lifecycle, signals, "Yams",
            ],
            swiftSettings: strict
        ),
        .systemLibrary(name: "CLinux"),
        .executableTarget(
            name: "cmsio-bench",
            dependencies: [
                "ContentServer", "ContentStore", "ContentEvents", "ContentModel", "SocketIOProtocol", "JSONText",
                "CLinux", argumentParser,
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "conformance-server",
            dependencies: ["SocketIONIO", nioCore, nioPosix, argumentParser, logging],
            swiftSettings: strict
        ),

        // Tests, a target a room, and the clients that they share.
        .target(
            name: "TestClients",
            dependencies: ["SocketIOProtocol", "JSONText", nioCore, nioPosix],
            path: "Tests/TestClients",
            exclude: ["Clients"],
            swiftSettings: strict
        ),
        .target(
            name: "TestStrapi",
            dependencies: ["StrapiSource", grdb],
            path: "Tests/TestStrapi",
            swiftSettings: strict
        ),
        .testTarget(name: "JSONTextTests", dependencies: ["JSONText"], swiftSettings: strict),
        .testTarget(
            name: "SocketIOProtocolTests",
            dependencies: ["SocketIOProtocol", "JSONText", "TestClients"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SocketIONIOTests",
            dependencies: ["SocketIONIO", "SocketIOProtocol", "JSONText", "TestClients", nioCore, nioPosix, logging],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ConformanceTests",
            dependencies: [
                "conformance-server", "SocketIONIO", "SocketIOProtocol", "JSONText", "TestClients", nioCore, nioPosix,
                argumentParser, logging,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ContentModelTests",
            dependencies: ["ContentModel", "JSONText"],
            resources: [.copy("Vectors")],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ContentEventsTests",
            dependencies: ["ContentEvents", "ContentModel", "JSONText"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ContentStoreTests",
            dependencies: ["ContentStore", "ContentEvents", "ContentModel", "JSONText"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "StrapiSourceTests",
            dependencies: ["StrapiSource", "ContentEvents", "ContentModel", "JSONText", "TestClients", "TestStrapi"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ContentServerTests",
            dependencies: [
                "ContentServer", "ContentStore", "ContentEvents", "ContentModel", "SocketIONIO", "JSONText",
                "TestClients", logging, nioCore, nioPosix,
            ],
            resources: [.copy("Webhooks/Samples")],
            swiftSettings: strict
        ),
        .testTarget(
            name: "BenchTests",
            dependencies: ["cmsio-bench", "cmsio"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "cmsioTests",
            dependencies: [
                "cmsio", "cmsio-bench", "conformance-server", "ContentServer", "ContentEvents", "ContentModel",
                "StrapiSource", "SocketIONIO", "JSONText", "TestClients", "TestStrapi", "CLinux", nioCore, nioPosix,
                logging,
            ],
            swiftSettings: strict
        ),
    ]
)
