package io.spadework.engine.training;

import io.spadework.engine.losses.Divergence;
import io.spadework.engine.networks.Reparametrisation;
import io.spadework.engine.networks.kernels.Buffers;
import io.spadework.engine.networks.kernels.Slice;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Style codes that an encoder finds in real images (arXiv 1312.6114): in training drawn from the distribution it gives, for shown and measured images its mean. */
final class Encoding {

	private static final int CODES = 0;
	private static final int GRADIENT = 1;
	private static final int DIVERGENCE = 2;

	private final Player encoder;
	private final Buffers buffers = new Buffers();
	private INDArray distribution;

	Encoding(Player encoder) {
		this.encoder = encoder;
	}

	Player encoder() {
		return encoder;
	}

	/** Codes of images, N x z x 1 x 1, in a training pass: mean + exp(log variance / 2) * noise. */
	INDArray draw(INDArray images, INDArray noise) {
		encoder.network().advance();
		distribution = encoder.network().forward(true, images).getFirst();
		INDArray codes = codes(noise.size(0), noise.size(1));
		Reparametrisation.forward(distribution, noise, codes);
		return codes;
	}

	/** Mean codes of images, N x z x 1 x 1: changes nothing that is trained. */
	INDArray mean(INDArray images) {
		INDArray shown = encoder.show(() -> encoder.network().forward(false, images).getFirst());
		INDArray codes = codes(shown.size(0), shown.size(1) / 2);
		return codes.assign(Slice.of(shown, 1, 0, codes.size(1)));
	}

	private INDArray codes(long batch, long size) {
		return buffers.get(CODES, encoder.network().type(), batch, size, 1, 1);
	}

	/** The divergence of the distributions of the last draw, times its weight; 0 without one. */
	double divergence(Divergence loss) {
		INDArray gradient = buffers.get(DIVERGENCE, distribution.dataType(), distribution.shape());
		if (loss == null) {
			gradient.assign(0);
			return 0;
		}
		return loss.encoder(distribution, gradient);
	}

	/** The gradients of the encoder's weights from the one of the codes last drawn with this noise, and of their {@link #divergence}. */
	INDArray backward(INDArray noise, INDArray codeGradient) {
		INDArray gradient = buffers.get(GRADIENT, distribution.dataType(), distribution.shape());
		Reparametrisation.backward(distribution, noise, codeGradient, gradient);
		gradient.addi(buffers.get(DIVERGENCE, distribution.dataType(), distribution.shape()));
		return encoder.network().backward(List.of(gradient));
	}
}
