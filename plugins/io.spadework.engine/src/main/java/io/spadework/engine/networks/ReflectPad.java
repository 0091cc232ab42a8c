package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Buffers;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Adds rows and columns around a feature map that mirror those inside: the row before the first is the second, the one before that the third.
 * <p>
 * The gradient of a value gathers those of all its mirror images.
 */
public final class ReflectPad extends MarginVertex {

	private static final long serialVersionUID = 1L;

	/** Adds so many on each side, fewer than there are inside. */
	@JsonCreator
	public ReflectPad(@JsonProperty("top") int top, @JsonProperty("bottom") int bottom, @JsonProperty("left") int left, @JsonProperty("right") int right) {
		super("Reflecting", top, bottom, left, right);
	}

	@Override
	public Operation operation(DataType type) {
		return new Mirroring();
	}

	private final class Mirroring implements Operation {

		private static final int FOLDED = 0;

		private final Buffers buffers = new Buffers();

		@Override
		public long[] outputShape(long[]... inputs) {
			Margins margins = margins();
			if (Math.max(margins.top(), margins.bottom()) >= inputs[0][2] || Math.max(margins.left(), margins.right()) >= inputs[0][3]) {
				throw new IllegalArgumentException("Reflecting " + text(inputs[0]) + " values by " + margins
						+ ": there must be more rows and columns than are added on each side.");
			}
			return margins().around(inputs[0]);
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			Margins margins = margins();
			margins.inside(output).assign(inputs[0]);
			long lastRow = output.size(2) - 1 - margins.bottom();
			long lastColumn = output.size(3) - 1 - margins.right();
			for (int i = 1; i <= margins.top(); i++) {
				margins.row(output, margins.top() - i).assign(margins.row(output, margins.top() + i));
			}
			for (int i = 1; i <= margins.bottom(); i++) {
				margins.row(output, lastRow + i).assign(margins.row(output, lastRow - i));
			}
			for (int i = 1; i <= margins.left(); i++) {
				margins.column(output, margins.left() - i).assign(margins.column(output, margins.left() + i));
			}
			for (int i = 1; i <= margins.right(); i++) {
				margins.column(output, lastColumn + i).assign(margins.column(output, lastColumn - i));
			}
		}

		@Override
		public Reads reads() {
			return Reads.NOTHING;
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			Margins margins = margins();
			INDArray folded = buffers.get(FOLDED, outputGradient.dataType(), outputGradient.shape()).assign(outputGradient);
			long lastRow = folded.size(2) - 1 - margins.bottom();
			long lastColumn = folded.size(3) - 1 - margins.right();
			for (int i = 1; i <= margins.right(); i++) {
				margins.column(folded, lastColumn - i).addi(margins.column(folded, lastColumn + i));
			}
			for (int i = 1; i <= margins.left(); i++) {
				margins.column(folded, margins.left() + i).addi(margins.column(folded, margins.left() - i));
			}
			for (int i = 1; i <= margins.bottom(); i++) {
				margins.row(folded, lastRow - i).addi(margins.row(folded, lastRow + i));
			}
			for (int i = 1; i <= margins.top(); i++) {
				margins.row(folded, margins.top() + i).addi(margins.row(folded, margins.top() - i));
			}
			inputGradients[0].assign(margins.inside(folded));
		}
	}
}
