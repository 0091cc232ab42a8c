package io.spadework.engine.networks.kernels;

import io.spadework.engine.networks.Norm;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A set of numerical kernels: what the layers and vertices of a network compute with.
 * <p>
 * A kernel keeps what it needs between calls (compiled primitives, scratch arrays), so each layer asks for one of its own. Kernels know nothing
 * of graphs or workspaces. One thread computes at a time.
 */
public interface Kernels {

	/** Name in run files and on the command line. */
	String name();

	/** A convolution with such windows and zero padding; channels and filters fall into so many equal groups that are convolved apart. */
	ConvolutionKernel convolution(Window window, int groups);

	/** A normalisation with statistics as the norm says. */
	NormKernel norm(Norm norm, double epsilon);

	/** A rectifier with this slope below zero, 0 for the plain one. */
	RectifierKernel rectifier(double slope);

	/** A resizing of feature maps. */
	ResamplingKernel resampling(Interpolation interpolation);

	/** The kernels for networks of a data type: the chosen set for single precision, the portable one for all others. */
	static Kernels of(DataType type) {
		return type == DataType.FLOAT ? KernelChoice.current() : PortableKernels.INSTANCE;
	}
}
