package io.spadework.paint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Display;

import io.spadework.codegen.CompilationException;
import io.spadework.codegen.GenerationException;
import io.spadework.codegen.ModelPreparation;
import io.spadework.codegen.PreparedModel;
import io.spadework.launch.EngineInstallation;
import io.spadework.paint.map.LabelMap;
import io.spadework.paint.map.MapFile;
import io.spadework.runs.EngineHome;
import io.spadework.runs.RunException;
import io.spadework.runs.synthesis.ServedModel;
import io.spadework.runs.synthesis.SynthesisAnswer;
import io.spadework.runs.synthesis.SynthesisProcess;
import io.spadework.runs.synthesis.SynthesisRequest;
import io.spadework.runs.synthesis.SynthesisRequest.Style;

/** A model that answers: its process, started in the background, and the way of a map there and of an image back. Its listener is told on the display's thread. */
final class ModelSession {

	/** Is told what becomes of the model. */
	interface Listener {

		/** It can be painted with. */
		void ready(ServedModel model);

		/** An image, or why there is none. */
		void answered(SynthesisAnswer answer);

		/** It can't be painted with, or no more. */
		void failed(String reason);
	}

	private static final int HEAP_MEGABYTES = 1024;

	private final ModelChoice choice;
	private final Display display;
	private final Listener listener;
	private final Job starting;
	private final Job asking = Job.createSystem("Sending a label map", this::send);
	private SynthesisProcess process;
	private ServedModel model;
	private Path work;
	private LabelMap wanted;
	private Style style;
	private Point size;
	private boolean closed;

	ModelSession(ModelChoice choice, Display display, Listener listener) {
		this.choice = choice;
		this.display = display;
		this.listener = listener;
		starting = Job.create("Loading the model " + choice.title(), this::start);
		starting.schedule();
	}

	ModelChoice choice() {
		return choice;
	}

	/** What it says of itself; null until it is ready. */
	synchronized ServedModel model() {
		return model;
	}

	/** Asks for the image of a map, of this size; of maps that wait the latest counts. */
	void ask(LabelMap map, Style newStyle, Point newSize) {
		synchronized (this) {
			if (model == null) {
				return;
			}
			wanted = map.copy();
			style = newStyle;
			size = newSize;
		}
		asking.schedule();
	}

	private IStatus send(IProgressMonitor monitor) {
		LabelMap map;
		Style inStyle;
		Point inSize;
		SynthesisProcess to;
		ServedModel known;
		synchronized (this) {
			map = wanted;
			inStyle = style;
			inSize = size;
			to = process;
			known = model;
			wanted = null;
		}
		if (map == null || to == null) {
			return Status.OK_STATUS;
		}
		try {
			// The engine would take the same pixels of a larger map.
			LabelMap sent = map.width() > inSize.x && map.height() > inSize.y ? map.resized(inSize.x, inSize.y) : map;
			to.send(new SynthesisRequest(MapFile.png(sent, known.labels()), null, inStyle, inSize.x, inSize.y));
		} catch (IOException e) {
			tell(() -> listener.failed("The map could not be sent: " + e.getMessage()));
		}
		return Status.OK_STATUS;
	}

	private IStatus start(IProgressMonitor monitor) {
		try {
			Path folder = Files.createTempDirectory("spadework-model");
			EngineHome home = EngineInstallation.home();
			PreparedModel prepared = ModelPreparation.prepare(choice.place(folder), folder, home.classPath());
			List<String> command = home.command(prepared.classes(), prepared.mainClass(), prepared.arguments("serve"), HEAP_MEGABYTES);
			synchronized (this) {
				work = folder;
				if (!closed && !monitor.isCanceled()) {
					process = SynthesisProcess.start(EngineHome.process(command), new Answers());
					return Status.OK_STATUS;
				}
			}
			ModelPreparation.remove(folder);
		} catch (GenerationException | CompilationException | RunException | IOException | CoreException e) {
			tell(() -> listener.failed(e.getMessage()));
		}
		return Status.OK_STATUS;
	}

	private final class Answers implements SynthesisProcess.Listener {

		@Override
		public void ready(ServedModel ready) {
			synchronized (ModelSession.this) {
				model = ready;
			}
			tell(() -> listener.ready(ready));
		}

		@Override
		public void answered(SynthesisAnswer answer) {
			tell(() -> listener.answered(answer));
		}

		@Override
		public void died(String reason) {
			tell(() -> listener.failed(reason));
		}
	}

	private void tell(Runnable told) {
		if (!display.isDisposed()) {
			display.asyncExec(() -> {
				if (!isClosed()) {
					told.run();
				}
			});
		}
	}

	private synchronized boolean isClosed() {
		return closed;
	}

	/** Ends the process. */
	void close() {
		SynthesisProcess ended;
		Path left;
		synchronized (this) {
			closed = true;
			ended = process;
			left = work;
		}
		starting.cancel();
		if (ended != null) {
			ended.close();
			Job.createSystem("Clearing up after a model", monitor -> {
				ModelPreparation.remove(left);
				return Status.OK_STATUS;
			}).schedule(5000);
		}
	}
}
