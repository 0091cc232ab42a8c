package io.spadework.cli;

import java.net.URI;

/**
 * A file of a Maven repository.
 *
 * @param length    bytes
 * @param algorithm of the strongest checksum that the repository has of it, as Java calls it
 * @param checksum  in hexadecimal
 */
record RemoteFile(URI address, long length, String algorithm, String checksum) {
}
