package io.spadework.cli.tests;

import static io.spadework.cli.tests.Program.spadework;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
	private ServerSocket server;
	private Path target;
	private volatile String damaged = "";
	private volatile int breakOff = Integer.MAX_VALUE;
	private volatile long silence;

	@BeforeEach
	void serve() throws IOException {
		target = folder.resolve("backends").resolve("cuda");
		server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
		Thread thread = new Thread(() -> {
			while (!server.isClosed()) {
				try (Socket connection = server.accept()) {
					answer(connection);
				} catch (IOException e) {
					// the test is over, or the other side has gone
				}
			}
		}, "repository");
		thread.setDaemon(true);
		thread.start();
	}

	@AfterEach
	void end() throws IOException {
		server.close();
	}

	/** What a jar of this path holds. */
	private static byte[] content(String path) {
		byte[] content = new byte[LENGTH];
		new Random(path.hashCode()).nextBytes(content);
		return content;
	}

	/** One request by HTTP 1.1, after which the connection ends. */
	private void answer(Socket connection) throws IOException {
		BufferedReader request = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
		String[] words = request.readLine().split(" ");
		int from = 0;
		for (String line = request.readLine(); !line.isEmpty(); line = request.readLine()) {
			if (line.toLowerCase(Locale.ROOT).startsWith("range: bytes=")) {
				from = Integer.parseInt(line.replaceAll("\\D", ""));
				ranges.add(words[1]);
			}
		}
		String path = words[1];
		if (path.endsWith(".sha1")) {
			send(connection, "200 OK", "", sum(content(path.substring(0, path.length() - ".sha1".length()))).getBytes(StandardCharsets.US_ASCII), 0, true);
		} else if (path.endsWith(".jar")) {
			byte[] content = content(path);
			if (!damaged.isEmpty() && path.contains(damaged)) {
				content[0]++;
			}
			String range = from == 0 ? "" : "Content-Range: bytes " + from + "-" + (LENGTH - 1) + "/" + LENGTH + "\r\n";
			send(connection, from == 0 ? "200 OK" : "206 Partial Content", range, content, from, words[0].equals("GET"));
		} else {
			send(connection, "404 Not Found", "", new byte[0], 0, true);
		}
	}

	private void send(Socket connection, String status, String header, byte[] content, int from, boolean body) throws IOException {
		OutputStream out = connection.getOutputStream();
		out.write(("HTTP/1.1 " + status + "\r\nContent-Length: " + (content.length - from) + "\r\n" + header + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
		if (body) {
			out.write(content, from, Math.max(0, Math.min(content.length, breakOff) - from));
		}
		out.flush();
		if (body && content.length == LENGTH) {
			LockSupport.parkNanos(silence);
		}
	}

	private static String sum(byte[] content) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
		} catch (NoSuchAlgorithmException e) {
			throw new AssertionError(e);
		}
	}

	private Program fetch() {
		return spadework("backend", "fetch", "cuda", "--timeout", "1", "--out", target.toString(), "--from", "http://localhost:" + server.getLocalPort() + "/repository");
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
		Path partial = target.resolveSibling(target.getFileName() + ".partial");
		Files.writeString(partial.resolve("of another version.jar"), "old");
		breakOff = Integer.MAX_VALUE;
		ranges.clear();
		assertEquals(0, fetch().code());
		assertEquals(FILES, fetched().size(), fetched().toString());
		assertEquals(1, ranges.size(), "only the file that broke off is begun in its middle: " + ranges);
		byte[] one = Files.readAllBytes(target.resolve("nd4j-cuda-11.6-1.0.0-M2.1.jar"));
		assertTrue(Arrays.equals(content("/repository/org/nd4j/nd4j-cuda-11.6/1.0.0-M2.1/nd4j-cuda-11.6-1.0.0-M2.1.jar"), one));
	}

	@Test
	void aRepositoryThatFallsSilentInTheMiddleOfAFileIsGivenUp() throws IOException {
		breakOff = 30_000;
		silence = TimeUnit.SECONDS.toNanos(3);
		Program silent = fetch();
		assertEquals(1, silent.code(), silent.all());
		assertTrue(silent.err().contains("has been silent for 1 s") && silent.err().contains("goes on where it was"), silent.err());
	}

	@Test
	void aHostThatIsNotThereIsNamedWithWhatHelps() {
		Program lost = spadework("backend", "fetch", "cuda", "--out", target.toString(), "--from", "https://repository.invalid/maven2");
		assertEquals(1, lost.code(), lost.all());
		assertTrue(lost.err().contains("repository.invalid") && lost.err().contains("--from"), lost.err());
	}

	@Test
	void whereNothingSaysWhereToFetchFromBothWaysToSaySoAreNamed() {
		List<Program> lost = new ArrayList<>(List.of(spadework("backend", "fetch", "cuda", "--out", target.toString(), "--from", " ")));
		if (System.getenv("MAVEN_CENTRAL_URL") == null) {
			lost.add(spadework("backend", "fetch", "cuda", "--out", target.toString()));
		}
		for (Program each : lost) {
			assertEquals(2, each.code(), each.all());
			assertTrue(each.err().contains("nothing says where to fetch from") && each.err().contains("--from") && each.err().contains("MAVEN_CENTRAL_URL"), each.err());
			assertFalse(Files.exists(target));
		}
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
