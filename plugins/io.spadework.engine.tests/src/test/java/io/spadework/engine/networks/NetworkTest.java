package io.spadework.engine.networks;

import static io.spadework.engine.Tensors.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.Fixture;
import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@DisplayName("A network")
class NetworkTest {

	/** A convolution with spectral norm, then a batch norm that learns. */
	private static Network network(DataType type, long seed) {
		GraphBuilder graph = Graphs.builder(type);
		graph.addInputs("x").setInputTypes(InputType.convolutional(5, 4, 2));
		graph.addLayer("block/1/convolution", new Convolution.Builder().filters(3).kernel(3).padding(1).spectralNorm(true).build(), "x");
		graph.addLayer("block/1/norm", new AffineNorm.Builder().build(), "block/1/convolution");
		graph.setOutputs("block/1/norm");
		return new Network(graph.build(), Initialisation.normal(1), seed, "network");
	}

	private static INDArray output(Network network) {
		return network.forward(false, Fixture.fill(network.type(), "x", 1, 2, 2, 5, 4)).getFirst();
	}

	/** All that a network in double precision has learned, after a few passes. */
	private static Map<String, INDArray> learned(Network network) {
		for (int pass = 0; pass < 3; pass++) {
			network.advance();
			network.forward(true, Fixture.fill(DataType.DOUBLE, "pass " + pass, 1, 2, 2, 5, 4));
		}
		Map<String, INDArray> learned = new HashMap<>(network.parameters());
		learned.putAll(network.state());
		return learned;
	}

	@Test
	@DisplayName("computes what another one computes whose weights and state it has loaded, in another precision too")
	void load() {
		Network network = network(DataType.DOUBLE, 1);
		Map<String, INDArray> learned = learned(network);
		Network other = network(DataType.FLOAT, 2);
		INDArray before = output(other).dup();
		learned.put("unknown", Nd4j.zeros(3));
		other.load(learned);
		assertNotEquals(before, output(other));
		assertClose("output", output(network), output(other), 1e-5);
	}

	@Test
	@DisplayName("names the array that is missing from what it should load, or has another shape")
	void misfits() {
		Map<String, INDArray> learned = learned(network(DataType.DOUBLE, 1));
		for (String name : new String[] { "block/1/convolution/W", "block/1/convolution/u", "block/1/norm/beta" }) {
			Map<String, INDArray> lacking = new HashMap<>(learned);
			lacking.remove(name);
			refused("\"" + name + "\" is missing", lacking);
		}
		Map<String, INDArray> half = new HashMap<>(learned);
		half.remove("block/1/norm/variance");
		refused("variance\" is missing", half);
		learned.put("block/1/convolution/b", Nd4j.zeros(4));
		refused("\"block/1/convolution/b\" has the shape [4], not [3]", learned);
	}

	private static void refused(String part, Map<String, INDArray> arrays) {
		String message = assertThrows(IllegalArgumentException.class, () -> network(DataType.FLOAT, 2).load(arrays)).getMessage();
		assertTrue(message.contains(part), message);
		assertEquals(1, message.lines().count());
	}
}
