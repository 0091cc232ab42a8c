package io.spadework.engine.networks.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A linear map along one axis in which each value comes from few others: y_i = sum over k of weight_ki * x_(source_ki).
 * <p>
 * It computes by gathering whole rows or columns, once for each k.
 */
final class AxisMap {

	private record Term(int source, double weight) {
	}

	private final int inputs;
	private final List<List<Term>> terms;
	private List<INDArray> sources;
	private List<INDArray> weights;

	private AxisMap(int inputs, List<List<Term>> terms) {
		this.inputs = inputs;
		this.terms = terms;
	}

	/** The map of an interpolation from n values to m. */
	static AxisMap of(Interpolation interpolation, int n, int m) {
		List<List<Term>> terms = new ArrayList<>();
		for (int i = 0; i < m; i++) {
			terms.add(switch (interpolation) {
				case NEAREST -> List.of(new Term((int) ((long) i * n / m), 1));
				case BILINEAR -> between(Math.max(0, (i + 0.5) * n / m - 0.5), n);
				case BILINEAR_ALIGNED -> between(m == 1 ? 0 : i * (n - 1.0) / (m - 1), n);
				case AREA -> mean((int) ((long) i * n / m), (int) (((i + 1L) * n + m - 1) / m));
			});
		}
		return new AxisMap(n, terms);
	}

	private static List<Term> between(double place, int n) {
		int before = Math.min((int) place, n - 1);
		double nearness = place - before;
		return before == n - 1 || nearness == 0 ? List.of(new Term(before, 1)) : List.of(new Term(before, 1 - nearness), new Term(before + 1, nearness));
	}

	private static List<Term> mean(int first, int end) {
		List<Term> terms = new ArrayList<>();
		for (int source = first; source < end; source++) {
			terms.add(new Term(source, 1.0 / (end - first)));
		}
		return terms;
	}

	/** The map of gradients. */
	AxisMap transposed() {
		List<List<Term>> turned = new ArrayList<>();
		for (int i = 0; i < inputs; i++) {
			turned.add(new ArrayList<>());
		}
		for (int i = 0; i < terms.size(); i++) {
			for (Term term : terms.get(i)) {
				turned.get(term.source).add(new Term(i, term.weight));
			}
		}
		return new AxisMap(terms.size(), turned);
	}

	/** Number of values made. */
	int outputs() {
		return terms.size();
	}

	/** Applies the map along axis 1 or 2 of an array of three axes; the scratch array has the output's shape. */
	void apply(INDArray input, int axis, INDArray output, INDArray scratch) {
		if (sources == null) {
			compile(input.dataType());
		}
		for (int k = 0; k < sources.size(); k++) {
			INDArray gathered = k == 0 ? output : scratch;
			NativeOperation.run("gather", NativeOperation.of(input, sources.get(k)), NativeOperation.of(gathered), new int[] { axis });
			if (weights.get(k) != null) {
				long[] shape = { 1, 1, 1 };
				shape[axis] = outputs();
				NativeOperation.run("multiply", gathered, weights.get(k).reshape(shape), gathered);
			}
			if (k > 0) {
				output.addi(gathered);
			}
		}
	}

	/** Lays the terms out in arrays of one term per output; where an output has fewer, it takes the first input with weight 0. */
	private void compile(DataType type) {
		int most = Math.max(1, terms.stream().mapToInt(List::size).max().orElse(1));
		sources = new ArrayList<>();
		weights = new ArrayList<>();
		for (int k = 0; k < most; k++) {
			int[] source = new int[outputs()];
			double[] weight = new double[outputs()];
			for (int i = 0; i < source.length; i++) {
				if (k < terms.get(i).size()) {
					source[i] = terms.get(i).get(k).source;
					weight[i] = terms.get(i).get(k).weight;
				}
			}
			sources.add(Nd4j.createFromArray(source));
			weights.add(Arrays.stream(weight).allMatch(value -> value == 1) ? null : Nd4j.createFromArray(weight).castTo(type));
		}
	}
}
