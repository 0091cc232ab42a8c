package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Interpolation;
import io.spadework.engine.networks.kernels.NativeOperation;
import io.spadework.engine.networks.kernels.Slice;
import java.util.List;
import java.util.Objects;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Pools each channel to a size, 1 x 1 for all of it: row i of n stands for the rows from floor(i in / n) to ceil((i + 1) in / n), the last one excluded, and columns
 * likewise, so that neighbouring windows may overlap.
 */
public final class AdaptivePool extends Vertex {

	private static final long serialVersionUID = 1L;

	@JsonProperty
	private final Pooling kind;
	@JsonProperty
	private final MapSize size;

	@JsonCreator
	private AdaptivePool(@JsonProperty("kind") Pooling kind, @JsonProperty("size") MapSize size) {
		super(size.inputs());
		this.kind = Objects.requireNonNull(kind);
		this.size = size;
	}

	/** Pools to height x width. */
	public AdaptivePool(Pooling kind, int height, int width) {
		this(kind, MapSize.fixed("Pooling", height, width));
	}

	/** Pools to the size of a second input, to which no gradient flows. */
	public static AdaptivePool like(Pooling kind) {
		return new AdaptivePool(kind, MapSize.like());
	}

	@Override
	public Operation operation(DataType type) {
		return kind == Pooling.MAX ? new Largest(size) : new Interpolating(size, Interpolation.AREA, type);
	}

	@Override
	protected List<Object> settings() {
		return List.of(kind, size);
	}

	/** Where all windows are squares of one size, that of a plain pooling; else window by window. */
	private static final class Largest extends Resizing {

		private boolean held;
		private Picks picks;

		Largest(MapSize size) {
			super(size);
		}

		private static MaxPool.Largest plain(INDArray input, INDArray output) {
			long side = input.size(2) / output.size(2);
			boolean squares = side * output.size(2) == input.size(2) && side * output.size(3) == input.size(3) && side > 0;
			return squares ? new MaxPool.Largest(new PoolWindows((int) side, (int) side, 0, false)) : null;
		}

		@Override
		void forward(INDArray input, INDArray output) {
			if (picks != null) {
				picks.forward(input, output);
				return;
			}
			MaxPool.Largest plain = plain(input, output);
			if (plain != null) {
				plain.forward(NativeOperation.of(input), output, true);
			} else {
				for (int y = 0; y < output.size(2); y++) {
					for (int x = 0; x < output.size(3); x++) {
						Slice.of(Slice.of(output, 2, y, y + 1), 3, x, x + 1).assign(window(input, output, y, x).max(true, 2, 3));
					}
				}
			}
			if (held) {
				picks = picks(input, output);
			}
		}

		private static INDArray window(INDArray map, INDArray pooled, int y, int x) {
			Picks.Span rows = span(map.size(2), pooled.size(2), y);
			Picks.Span columns = span(map.size(3), pooled.size(3), x);
			return Slice.of(Slice.of(map, 2, rows.first(), rows.end()), 3, columns.first(), columns.end());
		}

		private static Picks.Span span(long from, long to, long window) {
			return new Picks.Span(window * from / to, Math.ceilDiv((window + 1) * from, to));
		}

		private static Picks picks(INDArray input, INDArray output) {
			return new Picks(input, output, window -> span(input.size(2), output.size(2), window), window -> span(input.size(3), output.size(3), window));
		}

		@Override
		void backward(INDArray input, INDArray output, INDArray outputGradient, INDArray gradient) {
			MaxPool.Largest plain = picks == null ? plain(input, output) : null;
			if (plain != null) {
				plain.backward(NativeOperation.of(input), output, outputGradient, NativeOperation.of(gradient));
			} else {
				(picks == null ? picks(input, output) : picks).backward(outputGradient, gradient);
			}
		}

		@Override
		public void hold(boolean hold) {
			held = hold;
			picks = null;
		}
	}
}
