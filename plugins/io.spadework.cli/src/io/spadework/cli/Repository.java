package io.spadework.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A Maven repository that is read by HTTP; one that is silent for too long counts as broken off. */
final class Repository {

	private static final int OK = 200;
	private static final int PARTIAL = 206;
	private static final int NOT_FOUND = 404;
	/** Tries in a row that bring nothing. */
	private static final int TRIES = 3;
	private static final int CHUNK = 1 << 16;
	/** Checksum files from the strongest on. */
	private static final Map<String, String> CHECKSUMS = new LinkedHashMap<>();

	static {
		CHECKSUMS.put("sha512", "SHA-512");
		CHECKSUMS.put("sha256", "SHA-256");
		CHECKSUMS.put("sha1", "SHA-1");
	}

	private final URI address;
	private final int patience;

	/** @param patience how long it may be silent, when it is called and in the middle of a file */
	Repository(URI address, Duration patience) {
		this.address = address;
		this.patience = Math.toIntExact(patience.toMillis());
	}

	/** Length and checksum of a file; throws IOException where the repository doesn't tell. */
	RemoteFile find(String path) throws IOException {
		URI file = address.resolve(path);
		HttpURLConnection head = connection(file);
		head.setRequestMethod("HEAD");
		int status = status(head);
		require(status == OK, file + " answers " + status);
		long length = head.getContentLengthLong();
		require(length >= 0, file + " doesn't say how long it is");
		for (Map.Entry<String, String> checksum : CHECKSUMS.entrySet()) {
			URI beside = URI.create(file + "." + checksum.getKey());
			HttpURLConnection connection = connection(beside);
			int answer = status(connection);
			require(answer == OK || answer == NOT_FOUND, beside + " answers " + answer);
			if (answer == OK) {
				String value = text(connection).strip().split("\\s+")[0].toLowerCase(Locale.ROOT);
				if (value.matches("[0-9a-f]{40,128}")) {
					return new RemoteFile(file, length, checksum.getValue(), value);
				}
			}
		}
		throw new IOException(file + " has no checksum beside it");
	}

	/** Fetches a file, or what is missing of it; throws IOException where it is not the one that it should be, after which nothing is left of it. */
	void fetch(RemoteFile file, Path target) throws IOException {
		int left = TRIES;
		while (present(target) < file.length()) {
			long before = present(target);
			IOException reason = null;
			try {
				append(file, target);
			} catch (IOException e) {
				reason = e;
			}
			left = present(target) > before ? TRIES : left - 1;
			if (left == 0) {
				throw reason != null ? reason : new IOException(file.address() + " broke off at " + before + " of " + file.length() + " bytes");
			}
		}
		String found = present(target) == file.length() ? checksum(file.algorithm(), target) : "another length";
		if (!found.equals(file.checksum())) {
			Files.delete(target);
			throw new IOException(file.address() + " is damaged: " + file.algorithm() + " is " + found + ", not " + file.checksum());
		}
	}

	private void append(RemoteFile file, Path target) throws IOException {
		long from = present(target);
		HttpURLConnection connection = connection(file.address());
		if (from > 0) {
			connection.setRequestProperty("Range", "bytes=" + from + "-");
		}
		int status = status(connection);
		String range = connection.getHeaderField("Content-Range");
		boolean goesOn = status == PARTIAL && range != null && range.startsWith("bytes " + from + "-");
		require(goesOn || status == OK, file.address() + " answers " + status);
		try (InputStream body = connection.getInputStream();
				OutputStream out = goesOn ? Files.newOutputStream(target, StandardOpenOption.CREATE, StandardOpenOption.APPEND) : Files.newOutputStream(target)) {
			body.transferTo(out);
		} catch (SocketTimeoutException e) {
			throw silent(file.address(), e);
		}
	}

	private HttpURLConnection connection(URI file) throws IOException {
		HttpURLConnection connection = (HttpURLConnection) file.toURL().openConnection();
		connection.setConnectTimeout(patience);
		connection.setReadTimeout(patience);
		return connection;
	}

	private int status(HttpURLConnection connection) throws IOException {
		URI file = URI.create(connection.getURL().toString());
		try {
			return connection.getResponseCode();
		} catch (SocketTimeoutException e) {
			throw silent(file, e);
		} catch (UnknownHostException e) {
			throw new IOException("this machine finds no host " + file.getHost() + ": it needs the internet, or --from with the address of a repository that it reaches", e);
		} catch (IOException e) {
			throw new IOException(file + " can't be reached (" + e.getMessage() + ")", e);
		}
	}

	private IOException silent(URI file, SocketTimeoutException cause) {
		return new IOException(file + " has been silent for " + patience / 1000 + " s", cause);
	}

	private static String text(HttpURLConnection connection) throws IOException {
		try (InputStream body = connection.getInputStream()) {
			return new String(body.readAllBytes(), StandardCharsets.US_ASCII);
		}
	}

	private static long present(Path file) throws IOException {
		return Files.exists(file) ? Files.size(file) : 0;
	}

	private static String checksum(String algorithm, Path file) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			MessageDigest digest = MessageDigest.getInstance(algorithm);
			byte[] chunk = new byte[CHUNK];
			for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
				digest.update(chunk, 0, n);
			}
			return HexFormat.of().formatHex(digest.digest());
		} catch (NoSuchAlgorithmException e) {
			throw new AssertionError("Every Java platform has " + algorithm, e);
		}
	}

	private static void require(boolean condition, String message) throws IOException {
		if (!condition) {
			throw new IOException(message);
		}
	}
}
