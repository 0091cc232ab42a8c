package io.spadework.engine.weights.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A pickle")
class PickleTest {

	private static Object read(byte[] bytes) throws IOException {
		return Pickle.read(new ByteArrayInputStream(bytes), "file", new HashMap<>());
	}

	/** Each character is a byte. */
	private static Object read(String bytes) throws IOException {
		return read(bytes.getBytes(StandardCharsets.ISO_8859_1));
	}

	private static String refusal(String bytes) {
		return refusal(bytes.getBytes(StandardCharsets.ISO_8859_1));
	}

	private static String refusal(byte[] bytes) {
		return assertThrows(IOException.class, () -> StateDict.of(read(bytes), "file")).getMessage();
	}

	@Test
	@DisplayName("gives numbers, texts, lists, tuples and dicts")
	void values() throws IOException {
		assertEquals(List.of(1L, 258L, -1L, 0.5, "ä", true), read("](K\1M\2\1J\u00ff\u00ff\u00ff\u00ffG\u003f\u00e0\0\0\0\0\0\0X\2\0\0\0\u00c3\u00a4\u0088e."));
		assertEquals(Map.of("a", List.of(), 2L, Arrays.asList(new Object[] { null })), read("}(U\1a)K\2(Nlu."));
		assertEquals(new BigInteger("1950a86a20f9469cfc6c", 16), read("\u008a\12\u006c\u00fc\u009c\u0046\u00f9\u0020\u006a\u00a8\u0050\u0019."));
		assertEquals(-2L, read("\u008a\1\u00fe."));
		assertEquals(Map.of("k", 1L), read("ccollections\nOrderedDict\n(](](U\1kK\1eetR."), "as Python 2 writes it");
	}

	@Test
	@DisplayName("that asks for anything to be called is refused by its name, and nothing is called")
	void calls() {
		for (String name : List.of("os system", "builtins eval", "posix system", "torch.storage _load_from_bytes", "torch.serialization load", "numpy.core.multiarray _reconstruct",
				"collections defaultdict", "argparse Namespace")) {
			String message = refusal("c" + name.replace(' ', '\n') + "\n(U\4true" + "tR.");
			assertTrue(message.contains("asks for " + name.replace(' ', '.')) && message.contains("nothing was executed"), message);
		}
		assertTrue(refusal("\u008c\2os\u008c\6system\u0093)R.").contains("os.system"), "whichever operation names it");
		assertTrue(refusal("(S'true'\nios\nsystem\n.").contains("0x53"));
		assertTrue(refusal("K\1)R.").contains("no function"));
		assertTrue(refusal("ccollections\nOrderedDict\n(K\1K\2tR.").contains("arguments"));
	}

	@Test
	@DisplayName("that says of a text or number that it is huge needs no memory for it")
	void hugeValues() {
		assertTrue(refusal("X\u00ff\u00ff\u00ff\u007f").contains("text"));
		assertTrue(refusal("\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f").contains("text"));
		assertTrue(refusal("\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff").contains("text"));
		assertTrue(refusal("X\0\0\0\1abc").contains("text") || refusal("X\0\0\0\1abc").contains("early"));
		assertTrue(refusal("\u008a\u00ff" + "1".repeat(255)).contains("255 bytes"));
		assertTrue(refusal("c" + "a".repeat(1000)).contains("256"));
	}

	@Test
	@DisplayName("that doubles a list again and again is refused")
	void doubling() {
		StringBuilder bomb = new StringBuilder("]q\0");
		for (int i = 0; i < 31; i++) {
			bomb.append("](h").append((char) i).append('h').append((char) i).append("eq").append((char) (i + 1));
		}
		assertTrue(refusal(bomb + ".").contains("nested"));
	}

	@Test
	@DisplayName("that is nested deeply, or in itself, is refused")
	void nesting() {
		assertTrue(refusal("]".repeat(100_000) + "a".repeat(99_999) + ".").contains("nested"));
		assertTrue(refusal("]q\0h\0a.").contains("nested"));
		assertTrue(refusal("}q\0U\1ah\0s.").contains("nested"));
	}

	@Test
	@DisplayName("of endless operations is refused")
	void endless() {
		byte[] operations = new byte[1 << 23];
		Arrays.fill(operations, (byte) '}');
		assertTrue(refusal(operations).contains("operations"));
	}

	@Test
	@DisplayName("that takes what is not there is refused")
	void missing() {
		for (String bytes : List.of(".", "0", "s.", "}s", "(.", "t.", "h\1.", "q\1", "K\1(0", "\u0085.", "]K\1K\2s.", "K\1a", "}(K\1u.", "R.", "b", "Nb", "Q", "\u0093")) {
			assertTrue(refusal(bytes).startsWith("file"), bytes);
		}
	}

	@Test
	@DisplayName("whose dict has a list for a key is refused")
	void keys() {
		assertTrue(refusal("}]K\1s.").contains("key"));
	}

	@Test
	@DisplayName("with a tensor outside of its stored values is refused")
	void outside() throws IOException {
		assertTrue(refusal(tensor(4, 0, 3, 3, 1)).contains("4 stored values"), "3 x 3 of 4");
		assertTrue(refusal(tensor(4, 2, 1, 3, 1)).contains("4 stored values"), "from 2 on");
		assertTrue(refusal(tensor(4, 0, 2, 2, 1 << 30)).contains("4 stored values"), "far apart");
		assertTrue(refusal(tensor(4, 0, -1, 2, 1)).contains("damaged"));
		assertTrue(refusal(tensor(4, 0, 2, 2, -1)).contains("damaged"));
		assertTrue(refusal(tensor(1, 0, 1 << 14, 1 << 14, 0)).contains("1 stored values"), "blown up");
		assertTrue(refusal(tensor(-1, 0, 2, 2, 1)).contains("stored values"));
		assertTrue(refusal(tensor(Integer.MAX_VALUE, 0, Integer.MAX_VALUE, Integer.MAX_VALUE, 1)).contains("file"));
		View view = StateDict.of(read(tensor(4, 0, 2, 2, 1)), "file").get("w");
		assertEquals(4, view.extent());
	}

	/** A state dict with one tensor of rows x columns of floats; stride is that of the columns. */
	private static byte[] tensor(int stored, int offset, int rows, int columns, int stride) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes("}U\1wctorch._utils\n_rebuild_tensor_v2\n((U\7storagectorch\nFloatStorage\nU\0010U\3cpu".getBytes(StandardCharsets.ISO_8859_1));
		number(bytes, stored);
		bytes.writeBytes("tQ".getBytes(StandardCharsets.ISO_8859_1));
		number(bytes, offset);
		number(bytes, rows);
		number(bytes, columns);
		bytes.write(0x86);
		number(bytes, stride == 0 ? 0 : columns);
		number(bytes, stride);
		bytes.write(0x86);
		bytes.writeBytes("\u0089}tRs.".getBytes(StandardCharsets.ISO_8859_1));
		return bytes.toByteArray();
	}

	private static void number(ByteArrayOutputStream bytes, int number) {
		bytes.write('J');
		for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
			bytes.write(number >> shift);
		}
	}
}
