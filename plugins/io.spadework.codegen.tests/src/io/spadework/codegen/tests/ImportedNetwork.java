package io.spadework.codegen.tests;

import java.io.Closeable;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network of generated source with the weights of a file of PyTorch's, reached by reflection. */
final class ImportedNetwork {

	private static final String WEIGHTS = "io.spadework.engine.weights.";
	private static final String NETWORKS = "io.spadework.engine.networks.";

	private final Object network;

	private ImportedNetwork(Object network) {
		this.network = network;
	}

	/** Fills the network of a configuration; throws what the engine says about a file that does not fit. */
	static ImportedNetwork of(Object configuration, Path file) throws Exception {
		Map<String, Object> arrays = new LinkedHashMap<>();
		try (Closeable opened = open(file)) {
			Map<?, ?> sources = tensors(opened);
			Map<Object, Object> shapes = new LinkedHashMap<>();
			for (Map.Entry<?, ?> tensor : sources.entrySet()) {
				shapes.put(tensor.getKey(), stored("shape").invoke(tensor.getValue()));
			}
			Object targets = only(NETWORKS + "ArrayShapes", "of").invoke(null, configuration);
			Object map = only(WEIGHTS + "AutomaticMap", "of").invoke(null, shapes, targets);
			Map<?, ?> filled = (Map<?, ?>) only(WEIGHTS + "WeightMap", "apply").invoke(map, sources, targets);
			for (Map.Entry<?, ?> tensor : filled.entrySet()) {
				arrays.put((String) tensor.getKey(), array(stored("read").invoke(tensor.getValue())));
			}
		}
		Object initialisation = only(NETWORKS + "Initialisation", "normal").invoke(null, 1.0);
		Object network = Engine.type(NETWORKS + "Network").getConstructors()[0].newInstance(configuration, initialisation, 1L, "imported");
		only(NETWORKS + "Network", "load").invoke(network, arrays);
		return new ImportedNetwork(network);
	}

	/** All that it gives for arrays of a file, one output after the other, row by row. */
	float[] forward(Path file, String... arrays) throws Exception {
		try (Closeable opened = open(file)) {
			Object inputs = Array.newInstance(Engine.type("org.nd4j.linalg.api.ndarray.INDArray"), arrays.length);
			for (int i = 0; i < arrays.length; i++) {
				Array.set(inputs, i, array(stored("read").invoke(tensors(opened).get(arrays[i]))));
			}
			FloatBuffer all = FloatBuffer.allocate(1 << 24);
			for (Object output : (List<?>) only(NETWORKS + "Network", "forward").invoke(network, false, inputs)) {
				Object rows = output.getClass().getMethod("dup", char.class).invoke(output, 'c');
				all.put((float[]) Engine.call(Engine.call(rows, "data"), "asFloat"));
			}
			return Arrays.copyOf(all.array(), all.position());
		}
	}

	/** An array of a file, row by row. */
	static float[] values(Path file, String array) throws Exception {
		try (Closeable opened = open(file)) {
			return (float[]) Engine.call(stored("read").invoke(tensors(opened).get(array)), "floats");
		}
	}

	private static Closeable open(Path file) throws Exception {
		return (Closeable) only(WEIGHTS + "WeightsFile", "open").invoke(null, file);
	}

	private static Map<?, ?> tensors(Object file) throws Exception {
		return (Map<?, ?>) only(WEIGHTS + "WeightsFile", "tensors").invoke(file);
	}

	private static Object array(Object tensor) throws Exception {
		return only(WEIGHTS + "NetworkTensors", "array").invoke(null, tensor);
	}

	private static Method stored(String method) throws Exception {
		return only(WEIGHTS + "StoredTensor", method);
	}

	/** The first public method of a name. */
	private static Method only(String type, String name) throws Exception {
		for (Method method : Engine.type(type).getMethods()) {
			if (method.getName().equals(name)) {
				return method;
			}
		}
		throw new NoSuchMethodException(type + "." + name);
	}
}
