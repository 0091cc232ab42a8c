package io.spadework.engine.networks.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Calls an operation of ND4J by its name, from arrays into arrays. */
public final class NativeOperation {

	private static final int[] NONE = {};

	private NativeOperation() {
	}

	/** Runs the operation with integer and floating-point arguments. */
	public static void run(String name, INDArray[] inputs, INDArray[] outputs, int[] integers, double... numbers) {
		var operation = DynamicCustomOp.builder(name).addInputs(inputs).addOutputs(outputs).addIntegerArguments(integers);
		for (double number : numbers) {
			operation.addFloatingPointArguments(number);
		}
		Nd4j.getExecutioner().exec(operation.build());
	}

	/** Runs an operation of two (broadcast) arrays without arguments. */
	public static void run(String name, INDArray first, INDArray second, INDArray output) {
		run(name, of(first, second), of(output), NONE);
	}

	/** The arrays given. */
	public static INDArray[] of(INDArray... arrays) {
		return arrays;
	}
}
