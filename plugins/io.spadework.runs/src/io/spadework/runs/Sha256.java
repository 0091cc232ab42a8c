package io.spadework.runs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What tells contents apart: SHA-256, as 64 hex digits. */
public final class Sha256 {

	private Sha256() {
	}

	/** Of bytes. */
	public static String of(byte[] bytes) {
		return HexFormat.of().formatHex(digest().digest(bytes));
	}

	/** Of a file, which may be larger than the heap. */
	public static String of(Path file) throws IOException {
		MessageDigest digest = digest();
		try (InputStream stream = Files.newInputStream(file)) {
			new DigestInputStream(stream, digest).transferTo(OutputStream.nullOutputStream());
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	/** A digest to be fed. */
	public static MessageDigest digest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		} catch (NoSuchAlgorithmException e) {
			throw new AssertionError("Every Java platform has SHA-256", e);
		}
	}
}
