/** Names under which a machine reaches only itself (RFC 6890 §2.2.2, RFC 6761 §6.3). */
const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

export const isLoopback = (hostname: string): boolean => loopbackNames.has(hostname.toLowerCase());
