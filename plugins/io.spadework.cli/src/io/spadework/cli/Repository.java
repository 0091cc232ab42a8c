package io.spadework.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
import java.util.OptionalLong;

/** A Maven repository that is read by HTTP. */
final class Repository implements AutoCloseable {

	private static final int OK = 200;
	private static final int PARTIAL = 206;
	private static final int NOT_FOUND = 404;
	private static final int TRIES = 3;
	private static final int CHUNK = 1 << 16;
	private static final Duration PATIENCE = Duration.ofSeconds(60);
	/** Checksum files from the strongest on. */
	private static final Map<String, String> CHECKSUMS = new LinkedHashMap<>();

	static {
		CHECKSUMS.put("sha512", "SHA-512");
		CHECKSUMS.put("sha256", "SHA-256");
		CHECKSUMS.put("sha1", "SHA-1");
	}

	private final URI address;
	private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).connectTimeout(PATIENCE).build();

	Repository(URI address) {
		this.address = address;
	}

	/** Length and checksum of a file; throws IOException where the repository doesn't tell. */
	RemoteFile find(String path) throws IOException, InterruptedException {
		URI file = address.resolve(path);
		HttpResponse<Void> head = client.send(HttpRequest.newBuilder(file).timeout(PATIENCE).method("HEAD", HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.discarding());
		require(head.statusCode() == OK, file + " answers " + head.statusCode());
		OptionalLong length = head.headers().firstValueAsLong("Content-Length");
		require(length.isPresent(), file + " doesn't say how long it is");
		for (Map.Entry<String, String> checksum : CHECKSUMS.entrySet()) {
			URI beside = URI.create(file + "." + checksum.getKey());
			HttpResponse<String> answer = client.send(HttpRequest.newBuilder(beside).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
			String value = answer.body().strip().split("\\s+")[0].toLowerCase(Locale.ROOT);
			if (answer.statusCode() == OK && value.matches("[0-9a-f]{40,128}")) {
				return new RemoteFile(file, length.getAsLong(), checksum.getValue(), value);
			}
			require(answer.statusCode() == OK || answer.statusCode() == NOT_FOUND, beside + " answers " + answer.statusCode());
		}
		throw new IOException(file + " has no checksum beside it");
	}

	/** Fetches a file, or what is missing of it; throws IOException where it is not the one that it should be, after which nothing is left of it. */
	void fetch(RemoteFile file, Path target) throws IOException, InterruptedException {
		for (int left = TRIES; present(target) < file.length(); left--) {
			try {
				append(file, target);
			} catch (IOException e) {
				if (left <= 1) {
					throw e;
				}
			}
			require(left > 1 || present(target) >= file.length(), file.address() + " broke off at " + present(target) + " of " + file.length() + " bytes");
		}
		String found = present(target) == file.length() ? checksum(file.algorithm(), target) : "another length";
		if (!found.equals(file.checksum())) {
			Files.delete(target);
			throw new IOException(file.address() + " is damaged: " + file.algorithm() + " is " + found + ", not " + file.checksum());
		}
	}

	private void append(RemoteFile file, Path target) throws IOException, InterruptedException {
		long from = present(target);
		HttpRequest.Builder request = HttpRequest.newBuilder(file.address()).timeout(PATIENCE);
		if (from > 0) {
			request.header("Range", "bytes=" + from + "-");
		}
		HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
		try (InputStream body = answer.body()) {
			boolean goesOn = answer.statusCode() == PARTIAL && answer.headers().firstValue("Content-Range").orElse("").startsWith("bytes " + from + "-");
			require(goesOn || answer.statusCode() == OK, file.address() + " answers " + answer.statusCode());
			try (OutputStream out = goesOn ? Files.newOutputStream(target, StandardOpenOption.CREATE, StandardOpenOption.APPEND) : Files.newOutputStream(target)) {
				body.transferTo(out);
			}
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

	@Override
	public void close() {
		client.close();
	}
}
