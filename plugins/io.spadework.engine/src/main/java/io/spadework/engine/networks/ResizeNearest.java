package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Interpolation;
import io.spadework.engine.networks.kernels.NativeOperation;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Resizes a label map or feature map: row and column i of the result are row and column floor(i * in / out) of the input. */
public final class ResizeNearest extends Vertex {

	private static final long serialVersionUID = 1L;

	@JsonProperty
	private final MapSize size;

	@JsonCreator
	private ResizeNearest(@JsonProperty("size") MapSize size) {
		super(size.inputs());
		this.size = size;
	}

	/** Makes maps of this size. */
	public ResizeNearest(int height, int width) {
		this(MapSize.fixed("Resizing", height, width));
	}

	/** Makes height and width so many times as small, rounded down. */
	public static ResizeNearest smaller(int factor) {
		return new ResizeNearest(MapSize.smaller(factor));
	}

	/** Makes maps of the size of a second input, to which no gradient flows. */
	public static ResizeNearest like() {
		return new ResizeNearest(MapSize.like());
	}

	@Override
	public Operation operation(DataType type) {
		return new Pick(size, type);
	}

	@Override
	protected List<Object> settings() {
		return List.of(size);
	}

	/** Picks pixels by their positions, in one pass over the map instead of the interpolation's two. */
	private static final class Pick extends Interpolating {

		private List<Long> indexed;
		private INDArray indices;

		Pick(MapSize size, DataType type) {
			super(size, Interpolation.NEAREST, type);
		}

		@Override
		void forward(INDArray input, INDArray output) {
			if (input.size(2) == output.size(2) && input.size(3) == output.size(3)) {
				output.assign(input);
				return;
			}
			List<Long> sizes = List.of(input.size(2), input.size(3), output.size(2), output.size(3));
			if (!sizes.equals(indexed)) {
				indexed = sizes;
				indices = indices(input, output);
			}
			long planes = input.size(0) * input.size(1);
			NativeOperation.run("gather", NativeOperation.of(input.reshape('c', planes, input.size(2) * input.size(3)), indices),
					NativeOperation.of(output.reshape('c', planes, indices.length())), new int[] { 1 });
		}

		/** For every pixel of the output the position of its source in a plane of the input. */
		private static INDArray indices(INDArray input, INDArray output) {
			int height = (int) output.size(2);
			int width = (int) output.size(3);
			int[] source = new int[height * width];
			for (int y = 0; y < height; y++) {
				for (int x = 0; x < width; x++) {
					source[y * width + x] = (int) (y * input.size(2) / height * input.size(3) + x * input.size(3) / width);
				}
			}
			return Nd4j.createFromArray(source);
		}
	}
}
