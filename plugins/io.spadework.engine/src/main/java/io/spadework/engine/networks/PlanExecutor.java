package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.OneDnnBlocks;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs a graph by {@link Plan}s, one for each shape of its inputs and kind of pass, over one store.
 * <p>
 * A pass in training keeps what its backward pass needs. One in evaluation doesn't until a backward pass follows one for the first time: that pass is made again, which
 * changes nothing that is kept, and those after it keep what they need.
 */
final class PlanExecutor implements Executor {

	private record Key(boolean training, boolean kept, boolean held, List<List<Long>> shapes) {
	}

	private final ComputationGraph graph;
	private final Store store;
	private final Map<Key, Plan> plans = new HashMap<>();
	private final DataType type;
	private boolean keptInEvaluation;
	private boolean held;
	private Plan current;
	private boolean training;
	private INDArray[] given;
	private Observer observer;

	PlanExecutor(ComputationGraph graph) {
		this.graph = graph;
		graph.initGradientsView();
		type = graph.getConfiguration().getDataType();
		store = new Store(type);
	}

	@Override
	public List<INDArray> forward(boolean inTraining, INDArray... inputs) {
		training = inTraining;
		given = inputs;
		Key key = new Key(training, training || keptInEvaluation, held, Arrays.stream(inputs).map(input -> Arrays.stream(input.shape()).boxed().toList()).toList());
		current = plans.computeIfAbsent(key, absent -> new Plan(graph, store, key.training(), key.kept(), key.held() ? null : OneDnnBlocks.of(type), inputs));
		return current.forward(inputs, observer);
	}

	@Override
	public void observe(Observer now) {
		observer = now;
	}

	@Override
	public void backward(GradientFlow flow, List<INDArray> outputGradients) {
		if (!training && !keptInEvaluation) {
			keptInEvaluation = true;
			forward(false, given);
		}
		current.backward(flow, outputGradients);
	}

	@Override
	public INDArray gradient(String tap) {
		return current.gradient(tap);
	}

	@Override
	public void hold(boolean hold) {
		held = hold;
	}
}
