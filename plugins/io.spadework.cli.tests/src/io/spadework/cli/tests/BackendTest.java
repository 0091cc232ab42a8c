package io.spadework.cli.tests;

import static io.spadework.cli.tests.Program.spadework;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Fetching CUDA's backend, from a small repository on this machine. */
@EnabledOnOs(value = { OS.LINUX, OS.WINDOWS }, architectures = { "amd64", "x86_64" })
class BackendTest {

	private static final int LENGTH = 100_000;
	private static final int FILES = 7;

	@TempDir
	Path folder;

	private final List<String> ranges = new CopyOnWriteArrayList<>();
	private HttpServer server;
	private Path target;
	private String damaged = "";
	private int breakOff = Integer.MAX_VALUE;

	@BeforeEach
	void serve() throws IOException {
		target = folder.resolve("backends").resolve("cuda");
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/repository/", this::answer);
		server.start();
	}

	@AfterEach
	void end() {
		server.stop(0);
	}

	/** What a jar of this path holds. */
	private static byte[] content(String path) {
		byte[] content = new byte[LENGTH];
		new Random(path.hashCode()).nextBytes(content);
		return content;
	}

	private void answer(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		try (exchange) {
			if (path.endsWith(".sha1")) {
				byte[] sum = sum(content(path.substring(0, path.length() - 5))).getBytes();
				exchange.sendResponseHeaders(200, sum.length);
				exchange.getResponseBody().write(sum);
			} else if (!path.endsWith(".jar")) {
				exchange.sendResponseHeaders(404, -1);
			} else if (exchange.getRequestMethod().equals("HEAD")) {
				exchange.getResponseHeaders().set("Content-Length", String.valueOf(LENGTH));
				exchange.sendResponseHeaders(200, -1);
			} else {
				send(exchange, path);
			}
		}
	}

	private void send(HttpExchange exchange, String path) throws IOException {
		byte[] content = content(path);
		if (!damaged.isEmpty() && path.contains(damaged)) {
			content[0]++;
		}
		String range = exchange.getRequestHeaders().getFirst("Range");
		int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
		if (range != null) {
			ranges.add(range);
			exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (LENGTH - 1) + "/" + LENGTH);
		}
		exchange.sendResponseHeaders(range == null ? 200 : 206, LENGTH - from);
		exchange.getResponseBody().write(content, from, Math.min(LENGTH - from, breakOff));
	}

	private static String sum(byte[] content) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
		} catch (NoSuchAlgorithmException e) {
			throw new AssertionError(e);
		}
	}

	private Program fetch() {
		return spadework("backend", "fetch", "cuda", "--out", target.toString(), "--from", "http://localhost:" + server.getAddress().getPort() + "/repository");
	}

	private List<String> fetched() throws IOException {
		try (Stream<Path> files = Files.list(target)) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}

	@Test
	void theWholeBackendIsThereOrNothing() throws IOException {
		damaged = "redist";
		Program broken = fetch();
		assertEquals(1, broken.code(), broken.all());
		assertTrue(broken.err().contains("is damaged") && broken.err().contains("SHA-1"), broken.err());
		assertFalse(Files.exists(target));
		damaged = "";
		Program whole = fetch();
		assertEquals(0, whole.code(), whole.all());
		assertTrue(whole.out().contains("To fetch: ") && whole.out().contains("are free"), whole.out());
		assertEquals(FILES, fetched().size(), fetched().toString());
		Path redist = target.resolve(fetched().stream().filter(name -> name.contains("redist")).findFirst().orElseThrow());
		String platform = redist.getFileName().toString().replaceAll("cuda-11.6-8.3-1.5.7-(.*)-redist.jar", "$1");
		assertArrayEquals(content("/repository/org/bytedeco/cuda/11.6-8.3-1.5.7/cuda-11.6-8.3-1.5.7-" + platform + "-redist.jar"), Files.readAllBytes(redist));
		assertTrue(fetch().out().contains("already"));
	}

	@Test
	void aDownloadThatBrokeOffGoesOnWhereItWas() throws IOException {
		breakOff = 30_000;
		Program broken = fetch();
		assertEquals(1, broken.code(), broken.all());
		assertTrue(broken.err().contains("goes on where it was"), broken.err());
		breakOff = Integer.MAX_VALUE;
		ranges.clear();
		assertEquals(0, fetch().code());
		assertEquals(1, ranges.size(), "only the file that broke off is begun in its middle: " + ranges);
		byte[] one = Files.readAllBytes(target.resolve("nd4j-cuda-11.6-1.0.0-M2.1.jar"));
		assertTrue(Arrays.equals(content("/repository/org/nd4j/nd4j-cuda-11.6/1.0.0-M2.1/nd4j-cuda-11.6-1.0.0-M2.1.jar"), one));
	}

	@Test
	void whatIsNobodysToReplaceStays() throws IOException {
		Files.createDirectories(target);
		Path mine = Files.writeString(target.resolve("mine.txt"), "mine");
		Program refused = fetch();
		assertEquals(1, refused.code());
		assertTrue(refused.err().contains("--out"), refused.err());
		assertEquals("mine", Files.readString(mine));
	}

	@Test
	void wrongUsageIsSaid() {
		assertEquals(2, spadework("backend").code());
		assertEquals(2, spadework("backend", "fetch", "rocm").code());
		assertEquals(2, spadework("backend", "fetch", "cuda", "--out", target.toString(), "--from", "ftp://somewhere").code());
	}

	@Test
	void trainingWithoutTheBackendSaysHowToGetIt() {
		String study = folder.resolve("small.spade").toString();
		spadework("new", "--template", "spade", "--data", "landscapes", "--set", "crop=64", "--out", study);
		Program refused = spadework("train", study, "--backend", "cuda", "--backend-folder", target.toString(), "--out", folder.resolve("run").toString());
		assertEquals(1, refused.code());
		assertTrue(refused.err().contains("backend fetch cuda"), refused.err());
		assertFalse(Files.exists(folder.resolve("run")));
		assertEquals(2, spadework("train", study, "--backend", "tpu").code());
	}
}
