package io.spadework.engine.weights.torch;

import io.spadework.engine.weights.ElementType;
import io.spadework.engine.weights.StoredTensor;
import io.spadework.engine.weights.Tensor;
import io.spadework.engine.weights.WrittenAside;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a state dict in PyTorch's zip format; torch.load(file, weights_only=True) reads it. */
public final class TorchWriter {

	private static final String ROOT = "archive/";
	private static final byte[] VERSION = { '3', '\n' };
	private static final int PROTOCOL = 2;
	private static final LocalDateTime EARLIEST = LocalDateTime.of(1980, 1, 1, 0, 0);

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
	private final DataOutputStream pickle = new DataOutputStream(bytes);

	private TorchWriter() {
	}

	/** Writes tensors in the map's order, one after the other, so that one of them is in memory at a time. */
	public static void write(Path file, Map<String, ? extends StoredTensor> tensors) throws IOException {
		byte[] objects = new TorchWriter().pickle(tensors);
		WrittenAside.write(file, stream -> {
			ZipOutputStream zip = new ZipOutputStream(stream, StandardCharsets.UTF_8);
			entry(zip, "data.pkl", objects);
			entry(zip, "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
			int key = 0;
			for (StoredTensor tensor : tensors.values()) {
				entry(zip, "data/" + key++, tensor.read().bytes());
			}
			entry(zip, "version", VERSION);
			zip.finish();
		});
	}

	/** An uncompressed entry, whose size stands before it, as PyTorch needs it. */
	private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
		CRC32 sum = new CRC32();
		sum.update(content);
		ZipEntry entry = new ZipEntry(ROOT + name);
		entry.setMethod(ZipEntry.STORED);
		entry.setSize(content.length);
		entry.setCompressedSize(content.length);
		entry.setCrc(sum.getValue());
		entry.setTimeLocal(EARLIEST); // the same tensors make the same file
		zip.putNextEntry(entry);
		zip.write(content);
		zip.closeEntry();
	}

	private byte[] pickle(Map<String, ? extends StoredTensor> tensors) throws IOException {
		pickle.write(0x80);
		pickle.write(PROTOCOL);
		emptyOrderedDict();
		pickle.write('(');
		int key = 0;
		for (Map.Entry<String, ? extends StoredTensor> tensor : tensors.entrySet()) {
			text(tensor.getKey());
			tensor(tensor.getValue().type(), tensor.getValue().shape(), key++);
		}
		pickle.write('u');
		pickle.write('.');
		return bytes.toByteArray();
	}

	private void tensor(ElementType type, long[] shape, int key) throws IOException {
		type(PythonClass.TENSOR);
		pickle.write('(');
		pickle.write('(');
		text("storage");
		type(new PythonClass("torch", type.storage()));
		text(String.valueOf(key));
		text("cpu");
		number(Tensor.length(shape));
		pickle.write('t');
		pickle.write('Q');
		number(0);
		numbers(shape);
		numbers(Tensor.strides(shape));
		pickle.write(0x89);
		emptyOrderedDict();
		pickle.write('t');
		pickle.write('R');
	}

	private void emptyOrderedDict() throws IOException {
		type(PythonClass.ORDERED_DICT);
		pickle.write(')');
		pickle.write('R');
	}

	private void type(PythonClass type) throws IOException {
		pickle.write('c');
		pickle.write((type.module() + "\n" + type.name() + "\n").getBytes(StandardCharsets.US_ASCII));
	}

	private void text(String text) throws IOException {
		byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
		pickle.write('X');
		pickle.writeInt(Integer.reverseBytes(utf8.length));
		pickle.write(utf8);
	}

	private void numbers(long... numbers) throws IOException {
		pickle.write('(');
		for (long number : numbers) {
			number(number);
		}
		pickle.write('t');
	}

	private void number(long number) throws IOException {
		if (number == (int) number) {
			pickle.write('J');
			pickle.writeInt(Integer.reverseBytes((int) number));
			return;
		}
		byte[] big = BigInteger.valueOf(number).toByteArray();
		pickle.write(0x8a);
		pickle.write(big.length);
		for (int i = big.length - 1; i >= 0; i--) {
			pickle.write(big[i]);
		}
	}
}
