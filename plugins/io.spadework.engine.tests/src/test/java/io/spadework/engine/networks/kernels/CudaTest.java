package io.spadework.engine.networks.kernels;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.networks.kernels.CudaCards.Card;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

/** All that can be checked of CUDA's backend without a graphics card. */
@DisplayName("CUDA's backend")
public class CudaTest {

	private static final Path SOURCES = Path.of("../io.spadework.engine/src/main/java");
	private static final Pattern CALL = Pattern.compile("NativeOperation\\.run\\(\\s*(?<names>[^,]+),");
	private static final Pattern NAME = Pattern.compile("\"(\\w+)\"");

	@TempDir
	private Path folder;

	@Test
	@DisplayName("has every named operation of ND4J that the engine calls, in portable kernels, nodes, losses and optimisers")
	void operations() throws IOException {
		Set<String> called = called();
		Set<String> defined = defined();
		assertTrue(called.containsAll(List.of("conv2d", "conv2d_bp", "adam_updater", "lrelu", "relu")), called.toString());
		Set<String> missing = new TreeSet<>(called);
		missing.removeAll(defined);
		assertEquals(Set.of(), missing);
	}

	@Test
	@DisplayName("is described by a list that names nearly all the operations that the processor's backend registers")
	void theListIsNoGuess() throws IOException {
		Set<String> registered = Nd4j.getExecutioner().getCustomOperations().keySet();
		Set<String> defined = defined();
		long both = defined.stream().filter(registered::contains).count();
		assertTrue(both > 0.95 * defined.size(), both + " of " + defined.size() + " are operations of the processor's backend too");
	}

	/** The names in all calls of the engine's sources; fails where a call's name isn't written there. */
	private static Set<String> called() throws IOException {
		Set<String> called = new TreeSet<>();
		try (Stream<Path> files = Files.walk(SOURCES)) {
			for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
				String text = Files.readString(file);
				for (Matcher call = CALL.matcher(text); call.find();) {
					Matcher name = NAME.matcher(call.group("names"));
					assertTrue(name.find(), () -> file + " calls an operation whose name isn't said: " + call.group());
					do {
						called.add(name.group(1));
					} while (name.find());
				}
			}
		}
		return called;
	}

	/** The named operations of CUDA's backend. */
	public static Set<String> defined() throws IOException {
		try (var text = CudaTest.class.getResourceAsStream("/fixtures/cuda-operations.txt")) {
			return new String(text.readAllBytes()).lines().filter(line -> !line.startsWith("#")).collect(Collectors.toSet());
		}
	}

	@Test
	@DisplayName("is refused beside the processor's one, and so is no backend at all")
	void exactlyOneBackend() throws IOException {
		assertEquals(Backend.CPU, Backend.current());
		assertEquals(Backend.CUDA, Backend.of(loader("org.nd4j.linalg.jcublas.JCublasBackend")));
		String both = assertThrows(IllegalArgumentException.class, () -> Backend.of(loader("org.nd4j.linalg.jcublas.JCublasBackend", "org.nd4j.linalg.cpu.nativecpu.CpuBackend"))).getMessage();
		assertTrue(both.contains("JCublasBackend") && both.contains("CpuBackend"), both);
		assertThrows(IllegalArgumentException.class, () -> Backend.of(loader()));
	}

	/** A loader that finds the service files of jars with these backends, and nothing else. */
	private ClassLoader loader(String... backends) throws IOException {
		List<URL> jars = new ArrayList<>();
		for (String backend : backends) {
			Path jar = folder.resolve(backend);
			Files.createDirectories(jar.resolve("META-INF/services"));
			Files.writeString(jar.resolve("META-INF/services/org.nd4j.linalg.factory.Nd4jBackend"), "# a licence\n" + backend + "\n");
			jars.add(jar.toUri().toURL());
		}
		return new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
	}

	private static String refusal(int error, int driver, Card... cards) {
		String message = assertThrows(IllegalArgumentException.class, () -> CudaCards.requireUsable(new CudaCards(error, driver, List.of(cards)))).getMessage();
		assertEquals(1, message.lines().count());
		return message;
	}

	@Test
	@DisplayName("says in one sentence that there is no driver, that it is too old, or that there is no card")
	void noCard() {
		assertTrue(refusal(35, 0).contains("no NVIDIA driver"));
		assertTrue(refusal(35, 10020).contains("knows CUDA 10.2"));
		assertTrue(refusal(100, 12040).contains("no graphics card"));
		assertTrue(refusal(0, 12040).contains("no graphics card"));
		assertTrue(refusal(999, 12040).contains("error 999"));
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	@DisplayName("tells a driver's library that is absent from libraries of CUDA that are")
	void noLibrary() {
		CudaCards unbound = CudaCards.failed(new ExceptionInInitializerError(new UnsatisfiedLinkError("libjnicudart.so: libcuda.so.1: cannot open shared object file")));
		assertEquals(new CudaCards(35, 0, List.of()), unbound);
		assertTrue(assertThrows(IllegalArgumentException.class, () -> CudaCards.failed(new UnsatisfiedLinkError("no jnicudart"))).getMessage().contains("no jnicudart"));
	}

	@Test
	@DisplayName("says which card is too new or too old, and of what capability it is")
	void wrongCard() {
		String tooNew = refusal(0, 12040, new Card("NVIDIA H100 80GB HBM3", 9, 0));
		assertTrue(tooNew.contains("NVIDIA H100 80GB HBM3 (compute capability 9.0) is too new") && tooNew.contains("3.7 to 8.9"), tooNew);
		String tooOld = refusal(0, 11060, new Card("GeForce GTX 680", 3, 0), new Card("NVIDIA A100", 8, 0));
		assertTrue(tooOld.contains("GeForce GTX 680 (compute capability 3.0) is too old") && tooOld.contains("CUDA_VISIBLE_DEVICES"), tooOld);
		for (Card card : List.of(new Card("Tesla K80", 3, 7), new Card("NVIDIA A100", 8, 0), new Card("NVIDIA GeForce RTX 4090", 8, 9))) {
			assertDoesNotThrow(() -> CudaCards.requireUsable(new CudaCards(0, 11060, List.of(card))));
		}
	}
}
