package io.spadework.engine.weights;

import io.spadework.engine.networks.ArrayShapes;
import io.spadework.engine.networks.Initialisation;
import io.spadework.engine.networks.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Networks with weights from files. */
final class ImportedNetworks {

	private ImportedNetworks() {
	}

	static Map<String, long[]> shapes(WeightsFile file) {
		Map<String, long[]> shapes = new LinkedHashMap<>();
		file.tensors().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
		return shapes;
	}

	/** The map that is found out for a file and a configuration. */
	static WeightMap map(Path path, ComputationGraphConfiguration configuration) throws IOException {
		try (WeightsFile file = WeightsFile.open(path)) {
			return AutomaticMap.of(shapes(file), ArrayShapes.of(configuration));
		}
	}

	/** A network with a file's weights. */
	static Network network(Path path, WeightMap map, ComputationGraphConfiguration configuration) throws IOException {
		Network network = new Network(configuration, Initialisation.normal(1), 1, "imported");
		try (WeightsFile file = WeightsFile.open(path)) {
			Map<String, INDArray> state = new LinkedHashMap<>();
			for (Map.Entry<String, StoredTensor> tensor : map.apply(file.tensors(), ArrayShapes.of(configuration)).entrySet()) {
				INDArray array = NetworkTensors.array(tensor.getValue().read()).castTo(network.type());
				INDArray parameter = network.parameters().get(tensor.getKey());
				if (parameter == null) {
					state.put(tensor.getKey(), array);
				} else {
					parameter.assign(array);
				}
			}
			network.restore(state);
		}
		return network;
	}
}
