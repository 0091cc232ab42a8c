package io.spadework.engine.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spadework.engine.weights.torch.TorchWriter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A file of weights")
class WeightsFileTest {

	@TempDir
	private Path folder;

	/** A file in fixtures/weights, which make_weights.py made. */
	static Path fixture(String name) {
		try {
			return Path.of(WeightsFileTest.class.getResource("/fixtures/weights/" + name).toURI());
		} catch (URISyntaxException e) {
			throw new IllegalArgumentException(e);
		}
	}

	private static Map<String, Tensor> read(Path file) throws IOException {
		Map<String, Tensor> tensors = new LinkedHashMap<>();
		try (WeightsFile weights = WeightsFile.open(file)) {
			for (Map.Entry<String, StoredTensor> stored : weights.tensors().entrySet()) {
				Tensor tensor = stored.getValue().read();
				assertEquals(stored.getValue().type(), tensor.type());
				assertArrayEquals(stored.getValue().shape(), tensor.shape());
				tensors.put(stored.getKey(), tensor);
			}
		}
		return tensors;
	}

	@ParameterizedTest
	@ValueSource(strings = { "tensors.pth", "tensors-old.pth", "tensors-protocol4.pth" })
	@DisplayName("that PyTorch saved holds every type and every view of shared values as NumPy sees them")
	void tensors(String file) throws IOException {
		Map<String, Tensor> expected = read(fixture("tensors.npz"));
		Map<String, Tensor> actual = read(fixture(file));
		assertEquals(List.copyOf(expected.keySet()), List.copyOf(actual.keySet()));
		assertEquals(18, actual.size());
		expected.forEach((name, tensor) -> {
			assertArrayEquals(tensor.shape(), actual.get(name).shape(), name);
			assertArrayEquals(tensor.doubles(), actual.get(name).doubles(), name);
			assertEquals(name.equals("bfloat16") ? ElementType.BFLOAT16 : tensor.type(), actual.get(name).type(), name);
		});
		assertArrayEquals(new double[] { 6, 9, 18, 21 }, actual.get("every other").doubles());
		assertArrayEquals(new double[] { 3, 3, 3, 3 }, actual.get("repeated").doubles());
	}

	@ParameterizedTest
	@ValueSource(strings = { "checkpoint.pth", "checkpoint-old.pth" })
	@DisplayName("gives the state dict of a checkpoint that holds an optimiser and numbers too")
	void checkpoint(String file) throws IOException {
		assertEquals(Set.of("weight", "bias"), read(fixture(file)).keySet());
	}

	@ParameterizedTest
	@ValueSource(strings = { "pair.pth", "pair-old.pth" })
	@DisplayName("with several state dicts calls tensors by all keys on the way to them")
	void several(String file) throws IOException {
		Map<String, Tensor> tensors = read(fixture(file));
		assertEquals(Set.of("generator.w", "discriminators.0.w"), tensors.keySet());
		assertArrayEquals(new float[] { 1, 1 }, tensors.get("generator.w").floats());
	}

	@Test
	@DisplayName("of NumPy may be compressed, big-endian and in Fortran's order")
	void numpy() throws IOException {
		Map<String, Tensor> tensors = read(fixture("compressed.npz"));
		assertArrayEquals(new float[12], tensors.get("zeros").floats());
		assertArrayEquals(new double[] { 0, 1, 2, 3, 4, 5 }, tensors.get("columns").doubles());
		assertArrayEquals(new float[] { 0, 1, 2, 3 }, tensors.get("big").floats());
	}

	@Test
	@DisplayName("reads back what was written in NumPy's and in PyTorch's format")
	void roundTrip() throws IOException {
		try (WeightsFile weights = WeightsFile.open(fixture("tensors.pth"))) {
			Path numpy = folder.resolve("a.npz");
			NumpyFile.write(numpy, weights.tensors());
			Path torch = folder.resolve("a.pth");
			TorchWriter.write(torch, weights.tensors());
			Map<String, Tensor> expected = read(fixture("tensors.pth"));
			assertEquals(expected, read(torch));
			expected.computeIfPresent("bfloat16", (name, tensor) -> tensor.fractions());
			assertEquals(expected, read(numpy));
		}
	}

	@Test
	@DisplayName("that is written for PyTorch is, byte for byte, one that torch.load(weights_only=True) was seen to read")
	void forPyTorch() throws IOException {
		try (WeightsFile weights = WeightsFile.open(fixture("tensors.pth"))) {
			Path file = folder.resolve("a.pth");
			TorchWriter.write(file, weights.tensors());
			assertArrayEquals(Files.readAllBytes(fixture("written.pth")), Files.readAllBytes(file), "check the new file with make_weights.py before it takes the old one's place");
		}
	}

	@Test
	@DisplayName("that is written for PyTorch is read by the PyTorch of this computer")
	void byPyTorch() throws IOException, InterruptedException {
		try (WeightsFile weights = WeightsFile.open(fixture("tensors.pth"))) {
			Path file = folder.resolve("a.pth");
			TorchWriter.write(file, weights.tensors());
			Path debian = Path.of("/usr/bin/python3"); // where Debian's python3-torch is, whatever else is called python3
			assumeTrue(Files.isExecutable(debian), "there is no " + debian);
			Process python = new ProcessBuilder(debian.toString(), fixture("../make_weights.py").toString(), "check", file.toString()).redirectErrorStream(true).start();
			String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			int code = python.waitFor();
			assumeFalse(said.contains("ModuleNotFoundError"), "PyTorch is not installed");
			assertEquals(0, code, said);
		}
	}

	@Test
	@DisplayName("of PyTorch that was cut off anywhere is refused in words that name the file")
	void cutOff() throws IOException {
		for (String name : List.of("mixed.pth", "mixed-old.pth")) {
			byte[] bytes = Files.readAllBytes(fixture(name));
			for (int length = 0; length < bytes.length; length += 97) {
				Path file = Files.write(folder.resolve("cut.pth"), Arrays.copyOf(bytes, length));
				String message = assertThrows(IOException.class, () -> read(file), name + " cut at " + length).getMessage();
				assertTrue(message.startsWith(file.toString()), message);
			}
		}
	}

	@Test
	@DisplayName("of PyTorch in which a byte is another is read or refused, and nothing else happens")
	void damaged() throws IOException {
		for (String name : List.of("pair.pth", "pair-old.pth")) {
			byte[] bytes = Files.readAllBytes(fixture(name));
			for (int i = 0; i < bytes.length; i += 3) {
				for (int change : new int[] { 1, 0xff }) {
					byte[] damaged = bytes.clone();
					damaged[i] ^= (byte) change;
					Path file = Files.write(folder.resolve("damaged.pth"), damaged);
					try {
						read(file);
					} catch (IOException e) {
						assertTrue(e.getMessage() != null && e.getMessage().startsWith(file.toString()), () -> e + " at another byte");
					}
				}
			}
		}
	}

	@Test
	@DisplayName("is refused where it is of another kind")
	void otherKinds() throws IOException {
		Path text = Files.writeString(folder.resolve("a.pth"), "hello");
		assertTrue(message(text).contains("neither"));
		Path empty = Files.write(folder.resolve("empty.pth"), new byte[0]);
		assertTrue(message(empty).contains("neither"));
		byte[] tar = new byte[512];
		System.arraycopy("ustar".getBytes(), 0, tar, 257, 5);
		assertTrue(message(Files.write(folder.resolve("tar.pth"), tar)).contains("0.1.10"));
		Path zip = folder.resolve("other.zip");
		zip(zip, "hello.txt");
		assertTrue(message(zip).contains("neither"));
	}

	@Test
	@DisplayName("whose entries lead out of it is refused")
	void leaving() throws IOException {
		for (String name : List.of("../w.npy", "a/../../w.npy", "/etc/w.npy", "a\\w.npy")) {
			Path zip = folder.resolve("leaving.npz");
			zip(zip, name);
			assertTrue(message(zip).contains("leads out"), name);
		}
	}

	private static String message(Path file) {
		return assertThrows(IOException.class, () -> read(file)).getMessage();
	}

	private static void zip(Path file, String name) throws IOException {
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
			zip.putNextEntry(new ZipEntry(name));
			zip.write(1);
		}
	}
}
