package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Interpolation;
import io.spadework.engine.networks.kernels.Kernels;
import io.spadework.engine.networks.kernels.ResamplingKernel;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Resizes by an interpolation. */
class Interpolating extends Resizing {

	private final Interpolation interpolation;
	private final DataType type;
	private ResamplingKernel kernel;

	Interpolating(MapSize size, Interpolation interpolation, DataType type) {
		super(size);
		this.interpolation = interpolation;
		this.type = type;
	}

	/** Made when first needed: shapes are inferred where no kernels load. */
	private ResamplingKernel kernel() {
		if (kernel == null) {
			kernel = Kernels.of(type).resampling(interpolation);
		}
		return kernel;
	}

	@Override
	void forward(INDArray input, INDArray output) {
		if (input.size(2) == output.size(2) && input.size(3) == output.size(3)) {
			output.assign(input); // every interpolation leaves it as it is
			return;
		}
		kernel().forward(input, output);
	}

	@Override
	public Reads reads() {
		return Reads.NOTHING;
	}

	@Override
	final void backward(INDArray input, INDArray output, INDArray outputGradient, INDArray inputGradient) {
		kernel().backward(outputGradient, inputGradient);
	}
}
