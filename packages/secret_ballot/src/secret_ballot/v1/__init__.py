"""协议第一版 (protocol version 1): what belenios-tool 1.17 to 3.3 reads and writes for homomorphic questions."""
