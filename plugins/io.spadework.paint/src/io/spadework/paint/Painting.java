package io.spadework.paint;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.commands.operations.AbstractOperation;
import org.eclipse.core.commands.operations.IOperationHistory;
import org.eclipse.core.commands.operations.IUndoContext;
import org.eclipse.core.commands.operations.ObjectUndoContext;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.ui.PlatformUI;

import io.spadework.paint.map.LabelMap;
import io.spadework.paint.map.Mask;
import io.spadework.paint.map.Patch;
import io.spadework.runs.synthesis.ServedModel.Label;

/** A map being painted: its labels, what is chosen, and every change, which the workbench's Undo takes back without limit. */
final class Painting {

	private final IOperationHistory history = PlatformUI.getWorkbench().getOperationSupport().getOperationHistory();
	private final IUndoContext context = new ObjectUndoContext(this, "Painting");
	private final List<Runnable> watchers = new ArrayList<>();
	private LabelMap map;
	private List<Label> labels;
	private int dontCare;
	private int label;
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

	/** Gives pixels a label, as a change of a name. */
	void paint(String name, Mask mask, int value) {
		perform(name, map.change(mask, value));
	}

	/** Makes the map like another one; where the size differs too, the other is resized. */
	void replace(String name, LabelMap other) {
		LabelMap fitting = other.width() == map.width() && other.height() == map.height() ? other : other.resized(map.width(), map.height());
		perform(name, map.change(fitting));
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
			Patch patch = map.change(mask, value);
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

	private void perform(String name, Patch patch) {
		if (patch == null) {
			return;
		}
		Operation operation = new Operation(name, patch);
		operation.addContext(context);
		try {
			history.execute(operation, null, null);
		} catch (ExecutionException e) {
			throw new IllegalStateException(e);
		}
	}

	void dispose() {
		history.dispose(context, true, true, true);
	}

	private final class Operation extends AbstractOperation {
		private final Patch patch;

		Operation(String name, Patch patch) {
			super(name);
			this.patch = patch;
		}

		@Override
		public IStatus execute(IProgressMonitor monitor, IAdaptable info) {
			patch.apply(map);
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
			patch.revert(map);
			changes--;
			changed();
			return Status.OK_STATUS;
		}
	}
}
