package io.spadework.engine;

import io.spadework.engine.networks.Network;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays that PyTorch computed (see make_fixtures.py beside them), and the formula both sides fill weights and inputs by. */
public final class Fixture {

	private final Map<String, INDArray> arrays = new HashMap<>();

	/** Reads fixtures/name.npz. */
	public Fixture(String name) throws IOException {
		try (InputStream file = Fixture.class.getResourceAsStream("/fixtures/" + name + ".npz"); ZipInputStream zip = new ZipInputStream(file)) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				arrays.put(entry.getName().replaceFirst("\\.npy$", ""), Nd4j.createNpyFromByteArray(zip.readAllBytes()).dup('c'));
			}
		}
	}

	/** The array of a name; throws where there is none. */
	public INDArray get(String name) {
		INDArray array = arrays.get(name);
		if (array == null) {
			throw new IllegalArgumentException("No array \"" + name + "\" among " + arrays.keySet());
		}
		return array;
	}

	/** The only value of the array of a name. */
	public double number(String name) {
		return get(name).getDouble(0);
	}

	public Set<String> names() {
		return arrays.keySet();
	}

	/** The array with this name, of {@link #values}. */
	public static INDArray fill(DataType type, String name, double scale, long... shape) {
		long length = 1;
		for (long size : shape) {
			length *= size;
		}
		return Nd4j.createFromArray(values(name, scale, (int) length)).reshape('c', shape).castTo(type).dup('c');
	}

	/** Value i of the array with this name: scale * sin(k + 1.3 i + 0.017 i^2), k = sum of (position * character) mod 1009. */
	public static double[] values(String name, double scale, int length) {
		long k = 0;
		for (int p = 0; p < name.length(); p++) {
			k += (p + 1L) * name.charAt(p);
		}
		k %= 1009;
		double[] values = new double[length];
		for (int i = 0; i < values.length; i++) {
			values[i] = scale * Math.sin(k + 1.3 * i + 0.017 * i * i);
		}
		return values;
	}

	/** Fills a network's parameters and singular vectors. */
	public static void fill(Network network) {
		network.parameters().forEach((name, array) -> {
			long[] shape = array.shape();
			double scale = name.endsWith("/W") ? Math.sqrt((double) shape[0] / array.length()) : 0.1;
			array.assign(fill(network.type(), name, scale, shape));
		});
		network.state().forEach((name, array) -> {
			if (name.endsWith("/u") || name.endsWith("/v")) {
				array.assign(fill(network.type(), name, 1, array.shape()));
				array.divi(array.norm2Number());
			}
		});
		network.settle();
	}
}
