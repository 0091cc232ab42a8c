package io.spadework.engine.weights;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a tensor is to the layer it belongs to. */
enum Role {

	WEIGHTS("W", "weight_orig", "parametrizations.weight.original", "weight"),
	BIAS("b", "bias"),
	GAMMA("gamma", "weight"),
	BETA("beta", "bias"),
	MEAN("mean", "running_mean"),
	VARIANCE("variance", "running_var"),
	LEFT("u", "weight_u", "parametrizations.weight.0._u"),
	RIGHT("v", "weight_v", "parametrizations.weight.0._v");

	private final String key;
	private final List<String> torch;

	Role(String key, String... torch) {
		this.key = key;
		this.torch = List.of(torch);
	}

	/** How the engine calls it. */
	String key() {
		return key;
	}

	/** How PyTorch may call it, the likeliest first. */
	List<String> torch() {
		return torch;
	}

	/** How PyTorch calls it in a layer with spectral norm, or in one without. */
	String torch(boolean spectral) {
		return this == WEIGHTS && !spectral ? "weight" : torch.get(0);
	}

	/** The role of an array of the engine. */
	static Optional<Role> of(String key) {
		return Arrays.stream(values()).filter(role -> role.key.equals(key)).findFirst();
	}
}
