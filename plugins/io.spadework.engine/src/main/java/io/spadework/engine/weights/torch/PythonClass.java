package io.spadework.engine.weights.torch;

import io.spadework.engine.weights.ElementType;
import java.util.Arrays;
import java.util.Optional;

/** The name of a Python class or function: a name only, behind which nothing is ever looked up. */
record PythonClass(String module, String name) {

	static final PythonClass ORDERED_DICT = new PythonClass("collections", "OrderedDict");
	static final PythonClass TENSOR = new PythonClass("torch._utils", "_rebuild_tensor_v2");
	/** Of PyTorch before 0.2. */
	static final PythonClass OLD_TENSOR = new PythonClass("torch._utils", "_rebuild_tensor");
	static final PythonClass PARAMETER = new PythonClass("torch._utils", "_rebuild_parameter");
	static final PythonClass SIZE = new PythonClass("torch", "Size");

	/** The type of the values of a storage class; empty for any other class. */
	Optional<ElementType> elements() {
		return module.equals("torch") || module.equals("torch.cuda") ? Arrays.stream(ElementType.values()).filter(type -> type.storage().equals(name)).findFirst()
				: Optional.empty();
	}

	@Override
	public String toString() {
		return module + "." + name;
	}
}
