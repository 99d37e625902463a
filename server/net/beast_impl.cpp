// The one place where Beast's own code is compiled: its HTTP parser. TLS and WebSocket framing are ours.
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/src.hpp>
