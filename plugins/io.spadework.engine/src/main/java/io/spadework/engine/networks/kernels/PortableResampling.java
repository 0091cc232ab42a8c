package io.spadework.engine.networks.kernels;

import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Resizing by one map along rows and one along columns. */
final class PortableResampling implements ResamplingKernel {

	private static final int ROWS = 1;
	private static final int COLUMNS = 2;
	private static final int BETWEEN = 10;
	private static final int GATHERED = 11;

	private record Key(boolean backward, long from, long to) {
	}

	private final Interpolation interpolation;
	private final Buffers scratch;
	private final Map<Key, AxisMap> maps = new HashMap<>();

	PortableResampling(Interpolation interpolation, Buffers scratch) {
		this.interpolation = interpolation;
		this.scratch = scratch;
	}

	@Override
	public void forward(INDArray input, INDArray output) {
		apply(false, input, output);
	}

	@Override
	public void backward(INDArray outputGradient, INDArray inputGradient) {
		apply(true, outputGradient, inputGradient);
	}

	private void apply(boolean backward, INDArray from, INDArray to) {
		long planes = from.size(0) * from.size(1);
		AxisMap rows = map(backward, from.size(2), to.size(2));
		AxisMap columns = map(backward, from.size(3), to.size(3));
		INDArray source = from.reshape('c', planes, from.size(2), from.size(3));
		INDArray target = to.reshape('c', planes, to.size(2), to.size(3));
		if (to.size(2) < from.size(2)) { // the smaller array in between
			INDArray between = scratch.get(BETWEEN, from.dataType(), planes, to.size(2), from.size(3));
			rows.apply(source, ROWS, between, gathered(between));
			columns.apply(between, COLUMNS, target, gathered(target));
		} else {
			INDArray between = scratch.get(BETWEEN, from.dataType(), planes, from.size(2), to.size(3));
			columns.apply(source, COLUMNS, between, gathered(between));
			rows.apply(between, ROWS, target, gathered(target));
		}
	}

	private INDArray gathered(INDArray like) {
		return scratch.get(GATHERED, like.dataType(), like.shape());
	}

	private AxisMap map(boolean backward, long from, long to) {
		return maps.computeIfAbsent(new Key(backward, from, to), key -> backward ? AxisMap.of(interpolation, (int) to, (int) from).transposed()
				: AxisMap.of(interpolation, (int) from, (int) to));
	}
}
