package io.spadework.engine.networks;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.nd4j.linalg.api.ops.BroadcastOp;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.IndexAccumulation;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.RandomOp;
import org.nd4j.linalg.api.ops.ReduceOp;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.nd4j.linalg.api.ops.TransformOp;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Notes which operations ND4J is asked for, also by its arrays' own methods, until it is closed. An operation that goes by a number instead of a name is noted as the one that
 * stands for its whole family, which computes all numbers of a release.
 */
public final class RecordedOperations implements AutoCloseable {

	private static final Map<Op.Type, String> FAMILIES = Map.ofEntries(Map.entry(Op.Type.SCALAR, "LegacyScalarOp"), Map.entry(Op.Type.SCALAR_BOOL, "LegacyScalarBoolOp"),
			Map.entry(Op.Type.BROADCAST, "LegacyBroadcastOp"), Map.entry(Op.Type.BROADCAST_BOOL, "LegacyBroadcastBoolOp"), Map.entry(Op.Type.PAIRWISE, "LegacyPairwiseTransformOp"),
			Map.entry(Op.Type.PAIRWISE_BOOL, "LegacyPairwiseTransformBoolOp"), Map.entry(Op.Type.TRANSFORM_SAME, "LegacyTransformSameOp"),
			Map.entry(Op.Type.TRANSFORM_FLOAT, "LegacyTransformFloatOp"), Map.entry(Op.Type.TRANSFORM_STRICT, "LegacyTransformStrictOp"), Map.entry(Op.Type.TRANSFORM_BOOL, "LegacyTransformBoolOp"),
			Map.entry(Op.Type.TRANSFORM_ANY, "LegacyTransformAnyOp"), Map.entry(Op.Type.REDUCE_FLOAT, "LegacyReduceFloatOp"), Map.entry(Op.Type.REDUCE_SAME, "LegacyReduceSameOp"),
			Map.entry(Op.Type.REDUCE_BOOL, "LegacyReduceBoolOp"), Map.entry(Op.Type.REDUCE_LONG, "LegacyReduceLongOp"), Map.entry(Op.Type.REDUCE3, "LegacyReduce3Op"),
			Map.entry(Op.Type.INDEXREDUCE, "LegacyIndexReduceOp"), Map.entry(Op.Type.VARIANCE, "LegacyStatsOp"), Map.entry(Op.Type.SUMMARYSTATS, "LegacyStatsOp"),
			Map.entry(Op.Type.RANDOM, "LegacyRandomOp"));

	private final Set<String> names = new TreeSet<>();
	private final OpExecutioner before = Nd4j.getExecutioner();

	/** Begins. */
	public RecordedOperations() {
		replace((OpExecutioner) Proxy.newProxyInstance(OpExecutioner.class.getClassLoader(), new Class<?>[] { OpExecutioner.class }, (proxy, method, arguments) -> {
			if (method.getName().startsWith("exec") && arguments != null) {
				note(arguments[0]);
			}
			try {
				return method.invoke(before, arguments);
			} catch (InvocationTargetException e) {
				throw e.getCause();
			}
		}));
	}

	private void note(Object operation) {
		switch (operation) {
			case CustomOp custom -> names.add(custom.opName());
			case TransformOp numbered -> note(numbered, numbered.getOpType());
			case ReduceOp numbered -> note(numbered, numbered.getOpType());
			case ScalarOp numbered -> note(numbered, numbered.getOpType());
			case BroadcastOp numbered -> note(numbered, numbered.getOpType());
			case IndexAccumulation numbered -> note(numbered, Op.Type.INDEXREDUCE);
			case RandomOp numbered -> note(numbered, Op.Type.RANDOM);
			default -> names.add(operation.getClass().getName());
		}
	}

	private void note(Op operation, Op.Type family) {
		names.add(FAMILIES.getOrDefault(family, family + " " + operation.opName()));
	}

	/** What was asked for so far. */
	public Set<String> names() {
		return names;
	}

	@Override
	public void close() {
		replace(before);
	}

	/** ND4J has no other way in. */
	private static void replace(OpExecutioner with) {
		try {
			Field instance = Nd4j.class.getDeclaredField("OP_EXECUTIONER_INSTANCE");
			instance.setAccessible(true);
			instance.set(null, with);
		} catch (ReflectiveOperationException e) {
			throw new AssertionError(e);
		}
	}
}
