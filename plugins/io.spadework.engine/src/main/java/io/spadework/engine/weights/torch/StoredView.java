package io.spadework.engine.weights.torch;

import io.spadework.engine.weights.ElementType;
import io.spadework.engine.weights.StoredTensor;
import io.spadework.engine.weights.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** A tensor in a file of PyTorch. */
record StoredView(View view, Storages storages, String place) implements StoredTensor {

	/** Where the values of storages are read. */
	interface Storages {

		/** Values first to first + number - 1 under a storage's key, in the file's byte order; throws an IOException that names the place if they are not there. */
		ByteBuffer read(Storage storage, long first, long number, String place) throws IOException;
	}

	/** All tensors of a file. */
	static Map<String, StoredTensor> all(Map<String, View> views, Storages storages, String file) {
		Map<String, StoredTensor> tensors = new LinkedHashMap<>();
		views.forEach((name, view) -> tensors.put(name, new StoredView(view, storages, file + ", tensor \"" + name + "\"")));
		return tensors;
	}

	@Override
	public ElementType type() {
		return view.storage().type();
	}

	@Override
	public long[] shape() {
		return view.shape().clone();
	}

	@Override
	public Tensor read() throws IOException {
		Storage storage = view.storage();
		long extent = view.extent();
		if (extent * storage.type().width() > Integer.MAX_VALUE) {
			throw new IOException(place + " is spread over " + extent + " stored values, more than fits into memory.");
		}
		ByteBuffer values = storages.read(storage, storage.first() + view.offset(), extent, place);
		return Tensor.gather(storage.type(), view.shape(), values, 0, view.strides());
	}
}
