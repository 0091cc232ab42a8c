package io.spadework.engine.networks.kernels;

import io.spadework.engine.networks.Norm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Kernels that call oneDNN directly on the memory of single-precision arrays, with primitives compiled once per layer and input shape.
 * <p>
 * Unlike ND4J's own convolution it computes only the gradients that are wanted.
 */
public final class OneDnnKernels implements Kernels {

	/** Bytes of the widest vector register: what some of oneDNN's stores want addresses to be multiples of. */
	private static final int ALIGNMENT = 64;

	private static OneDnnKernels loaded;

	final engine cpu = new engine(engine.kind.cpu, 0);
	private final stream stream = new stream(cpu);

	/** Arrays in oneDNN's own layouts, shared by all primitives: nothing stays in them from one call to the next. */
	private final Map<String, BytePointer> scratch = new HashMap<>();

	private OneDnnBlocks blocks;

	private OneDnnKernels() {
	}

	/** The set; throws a LinkageError where oneDNN's library doesn't load. */
	public static synchronized OneDnnKernels load() {
		if (loaded == null) {
			loaded = new OneDnnKernels();
		}
		return loaded;
	}

	@Override
	public String name() {
		return "onednn";
	}

	@Override
	public ConvolutionKernel convolution(Window window, int groups) {
		return new OneDnnConvolution(this, window, groups);
	}

	@Override
	public NormKernel norm(Norm norm, double epsilon) {
		return new OneDnnNorm(this, norm, epsilon);
	}

	/** The kernels of this set that leave feature maps in blocks. */
	OneDnnBlocks blocks() {
		if (blocks == null) {
			blocks = OneDnnBlocks.of(this);
		}
		return blocks;
	}

	@Override
	public RectifierKernel rectifier(double slope) {
		return new OneDnnRectifier(this, slope);
	}

	@Override
	public ResamplingKernel resampling(Interpolation interpolation) {
		return interpolation == Interpolation.BILINEAR ? new OneDnnResampling(this) : PortableKernels.INSTANCE.resampling(interpolation);
	}

	/** Description of a dense single-precision array. */
	static memory.desc description(memory.format_tag format, long... shape) {
		return new memory.desc(shape, memory.data_type.f32, format);
	}

	/** Address of an array's first value; throws IllegalArgumentException for an array that isn't dense, in c order and in single precision. */
	static Pointer address(INDArray array) {
		boolean dense = array.elementWiseStride() == 1 && (array.ordering() == 'c' || array.isVectorOrScalar());
		if (!dense || array.dataType() != DataType.FLOAT) {
			throw new IllegalArgumentException("oneDNN needs a dense array of floats in c order, not " + array.shapeInfoToString());
		}
		return array.data().addressPointer();
	}

	private memory scratch(String role, memory.desc description) {
		long bytes = description.get_size();
		return new memory(description, cpu, scratch.computeIfAbsent(role + bytes, key -> aligned(bytes)));
	}

	private static BytePointer aligned(long bytes) {
		BytePointer room = new BytePointer(bytes + ALIGNMENT);
		return room.position(ALIGNMENT - room.address() % ALIGNMENT);
	}

	/** One primitive with the reorders around it, compiled; the arrays it works on are bound anew for each run. */
	final class Sequence {

		private record Step(primitive primitive, IntMemoryMap arguments) {
		}

		private final Map<Integer, memory> callers = new HashMap<>();
		private final IntMemoryMap arguments = new IntMemoryMap();
		private final List<Step> before = new ArrayList<>();
		private final List<Step> after = new ArrayList<>();
		private final List<Object> kept = new ArrayList<>(); // native objects that the primitives refer to
		private Step step;

		/** Declares an argument that is read: given in one layout, wanted in another. */
		Sequence reads(int argument, memory.desc given, memory.desc wanted) {
			memory inner = bind(argument, given, wanted);
			if (inner != callers.get(argument)) {
				before.add(reorder(callers.get(argument), inner));
			}
			return this;
		}

		/** Declares an argument that is written. */
		Sequence writes(int argument, memory.desc given, memory.desc wanted) {
			memory inner = bind(argument, given, wanted);
			if (inner != callers.get(argument)) {
				after.add(reorder(inner, callers.get(argument)));
			}
			return this;
		}

		/**
		 * Declares an argument that is written on a multiple of 64 bytes first and copied from there: oneDNN's resampling stores past the caches, which crashes on
		 * other addresses.
		 */
		Sequence writesAligned(int argument, memory.desc given) {
			memory caller = new memory(given, cpu, (Pointer) null);
			memory inner = scratch("aligned" + argument + ":", given);
			callers.put(argument, caller);
			kept.add(inner);
			arguments.put(argument, inner);
			after.add(reorder(inner, caller));
			return this;
		}

		private memory bind(int argument, memory.desc given, memory.desc wanted) {
			memory caller = new memory(given, cpu, (Pointer) null);
			callers.put(argument, caller);
			memory inner = given.equals(wanted) ? caller : scratch("argument" + argument + ":", wanted);
			kept.add(inner);
			arguments.put(argument, inner);
			return inner;
		}

		private Step reorder(memory from, memory to) {
			IntMemoryMap map = new IntMemoryMap();
			map.put(dnnl.DNNL_ARG_FROM, from);
			map.put(dnnl.DNNL_ARG_TO, to);
			return new Step(new reorder(from, to), map);
		}

		/** Completes the sequence with a copy from one layout to another. */
		Sequence copies(memory.desc from, memory.desc to) {
			memory source = bind(dnnl.DNNL_ARG_FROM, from, from);
			memory target = bind(dnnl.DNNL_ARG_TO, to, to);
			return runs(new reorder(source, target));
		}

		/** Completes the sequence with its primitive. */
		Sequence runs(primitive primitive, Object... keep) {
			kept.addAll(Arrays.asList(keep));
			step = new Step(primitive, arguments);
			return this;
		}

		/** Binds a caller's array to an argument for the next run. */
		Sequence with(int argument, INDArray array) {
			callers.get(argument).set_data_handle(address(array));
			return this;
		}

		/** Computes. */
		void run() {
			before.forEach(this::execute);
			execute(step);
			after.forEach(this::execute);
		}

		private void execute(Step part) {
			part.primitive.execute(stream, part.arguments);
		}
	}
}
