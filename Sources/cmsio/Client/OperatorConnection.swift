import Foundation
import JSONText
import Logging
import NIOPosix
import SocketIONIO

