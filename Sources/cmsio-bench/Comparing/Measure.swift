/// Something that is measured of a server.
package struct Measure: Hashable, Sendable {
    /// In JSON.
    package let name: String
    /// In a table.
    package let title: String
    /// How many digits behind the point a table shows.
    package let digits: Int

    static let cpuPerDelivery = Measure(name: "cpuMicrosecondsPerDelivery", title: "CPU µs/delivery", digits: 2)
    static let deliveryRate = Measure(name: "deliveriesPerSecond", title: "deliveries/s", digits: 0)
    static let residentBytes = Measure(name: "residentBytesPerSocket", title: "RSS bytes/socket", digits: 0)
    static let idleLoad = Measure(name: "cpuPercentWhileIdle", title: "CPU % idle", digits: 2)
    static let connectRate = Measure(name: "connectsPerSecond", title: "connects/s", digits: 0)
    static let cpuPerConnect = Measure(name: "cpuMicrosecondsPerConnect", title: "CPU µs/connect", digits: 1)
    static let median = Measure(name: "p50Microseconds", title: "p50 µs", digits: 0)
    static let percentile99 = Measure(name: "p99Microseconds", title: "p99 µs", digits: 0)
    static let longest = Measure(name: "maxMicroseconds", title: "max µs", digits: 0)

    package init(name: String, title: String, digits: Int) {
        self.name = name
        self.title = title
        self.digits = digits
    }
}
