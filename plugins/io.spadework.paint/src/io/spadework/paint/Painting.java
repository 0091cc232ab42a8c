package io.spadework.paint;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.commands.operations.AbstractOperation;
import org.eclipse.core.commands.operations.IOperationHistory;
import org.eclipse.core.commands.operations.IUndoContext;
import org.eclipse.core.commands.operations.ObjectUndoContext;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;

import io.spadework.paint.map.LabelMap;
import io.spadework.paint.map.Mask;
import io.spadework.paint.map.Patch;
import io.spadework.runs.synthesis.ServedModel.Label;

/** A map being painted: its labels, what is chosen, and every change, which the workbench's Undo takes back without limit. */
final class Painting {

	/** Pixels of a map that is searched through at once. */
	private static final int AT_ONCE = 1 << 21;

	private final IOperationHistory history = PlatformUI.getWorkbench().getOperationSupport().getOperationHistory();
	private final IUndoContext context = new ObjectUndoContext(this, "Painting");
	private final List<Runnable> watchers = new ArrayList<>();
	private LabelMap map;
	private List<Label> labels;
	private int dontCare;
	private int label;
	private LabelMap source;
	private boolean busy;
	private boolean disposed;
	private int saved;
	private int changes;

	Painting(LabelMap map, List<Label> labels) {
		this.map = map;
		history.setLimit(context, Integer.MAX_VALUE);
		labels(labels, null);
	}

	LabelMap map() {
		return map;
	}

	IUndoContext context() {
		return context;
	}

	/** What pixels may be, besides what they are. */
	List<Label> labels() {
		return labels;
	}

	/** Other labels, as a model knows them. */
	void labels(List<Label> newLabels, Integer newDontCare) {
		labels = List.copyOf(newLabels);
		dontCare = newDontCare == null ? 255 : newDontCare;
		if (labels.stream().noneMatch(each -> each.value() == label) && !labels.isEmpty()) {
			label = labels.get(0).value();
		}
		changed();
	}

	/** The value that stands for "unknown". */
	int dontCare() {
		return dontCare;
	}

	/** The label that tools paint. */
	int label() {
		return label;
	}

	void choose(int value) {
		label = value;
		changed();
	}

	/** Runs something after every change of the map or of what is chosen. */
	void watch(Runnable watcher) {
		watchers.add(watcher);
	}

	private void changed() {
		List.copyOf(watchers).forEach(Runnable::run);
	}

	/** Whether the map differs from its file. */
	boolean isDirty() {
		return changes != saved;
	}

	void saved() {
		saved = changes;
		changed();
	}

	/** Gives pixels a label, as a change of a name. On a large map the pixels are looked for in the background; until they are found nothing else can be painted. */
	void paint(String name, Function<LabelMap, Mask> shape, int value) {
		if ((long) map.width() * map.height() <= AT_ONCE) {
			perform(name, map.change(shape.apply(map), value));
			return;
		}
		LabelMap seen = map.copy();
		Display display = Display.getCurrent();
		busy = true;
		Job.create(name, monitor -> {
			Patch patch = seen.change(shape.apply(seen), value);
			if (!display.isDisposed()) {
				display.asyncExec(() -> {
					busy = false;
					if (!disposed) {
						perform(name, patch);
					}
				});
			}
			return Status.OK_STATUS;
		}).schedule();
	}

	/** Whether a change is still being worked out. */
	boolean isBusy() {
		return busy;
	}

	/** Begins with a map that was not painted here: nothing can be undone before it. */
	void start(LabelMap first) {
		history.dispose(context, true, true, false);
		map = first.copy();
		saved();
	}

	/** Makes the map another one, of another size too. */
	void become(String name, LabelMap other) {
		if (other.width() == map.width() && other.height() == map.height()) {
			perform(name, map.change(other));
			return;
		}
		LabelMap before = map;
		LabelMap after = other.copy();
		perform(name, new Change() {
			@Override
			public void apply() {
				map = after;
			}

			@Override
			public void revert() {
				map = before;
			}
		});
	}

	/** The map that is copied from; null for none. */
	LabelMap source() {
		return source;
	}

	/** Takes a map to copy from. */
	void source(LabelMap newSource) {
		source = newSource;
		changed();
	}

	/** Starts a stroke: what is painted until {@link #end} is one change. */
	Stroke begin(String name) {
		return new Stroke(name, map.copy());
	}

	/** A change that is being made. */
	final class Stroke {
		private final String name;
		private final LabelMap before;

		private Stroke(String name, LabelMap before) {
			this.name = name;
			this.before = before;
		}

		/** Paints at once. */
		void paint(Mask mask, int value) {
			apply(map.change(mask, value));
		}

		/** Copies from the source at once. */
		void copy(Mask mask) {
			apply(map.change(mask, source));
		}

		private void apply(Patch patch) {
			if (patch != null) {
				patch.apply(map);
				changed();
			}
		}

		/** Makes all that was painted one change. */
		void end() {
			Patch whole = before.change(map);
			if (whole != null) {
				whole.revert(map);
				perform(name, whole);
			}
		}
	}

	/** A change forth and back. */
	private interface Change {
		void apply();

		void revert();
	}

	private void perform(String name, Patch patch) {
		if (patch != null) {
			perform(name, new Change() {
				@Override
				public void apply() {
					patch.apply(map);
				}

				@Override
				public void revert() {
					patch.revert(map);
				}
			});
		}
	}

	private void perform(String name, Change change) {
		Operation operation = new Operation(name, change);
		operation.addContext(context);
		try {
			history.execute(operation, null, null);
		} catch (ExecutionException e) {
			throw new IllegalStateException(e);
		}
	}

	void dispose() {
		disposed = true;
		history.dispose(context, true, true, true);
	}

	private final class Operation extends AbstractOperation {
		private final Change change;

		Operation(String name, Change change) {
			super(name);
			this.change = change;
		}

		@Override
		public IStatus execute(IProgressMonitor monitor, IAdaptable info) {
			change.apply();
			changes++;
			changed();
			return Status.OK_STATUS;
		}

		@Override
		public IStatus redo(IProgressMonitor monitor, IAdaptable info) {
			return execute(monitor, info);
		}

		@Override
		public IStatus undo(IProgressMonitor monitor, IAdaptable info) {
			change.revert();
			changes--;
			changed();
			return Status.OK_STATUS;
		}
	}
}
