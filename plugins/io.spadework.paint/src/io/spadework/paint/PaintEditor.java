package io.spadework.paint;

import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Scale;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IFileEditorInput;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.dialogs.SaveAsDialog;
import org.eclipse.ui.operations.UndoRedoActionGroup;
import org.eclipse.ui.part.EditorPart;
import org.eclipse.ui.part.FileEditorInput;
import org.eclipse.ui.statushandlers.StatusManager;

import io.spadework.paint.map.LabelMap;
import io.spadework.paint.map.MapFile;
import io.spadework.runs.labels.KnownLabels;
import io.spadework.runs.synthesis.ServedModel;
import io.spadework.runs.synthesis.ServedModel.StyleSource;
import io.spadework.runs.synthesis.SynthesisAnswer;

/** Paints a label map while trained models answer beside it. */
public final class PaintEditor extends EditorPart implements AnswerPane.Owner {

	public static final String ID = "io.spadework.paint.editor";

	private static final int ASK_AFTER_MILLISECONDS = 25;
	private static final int LARGEST_BRUSH = 64;
	private static final int LANDSCAPE_LABELS = 10;

	private Painting painting;
	private LocalResourceManager images;
	private MapCanvas canvas;
	private ToolBar tools;
	private Scale size;
	private Label status;
	private SashForm answers;
	private AnswerPane first;
	private AnswerPane second;
	private Button beside;
	private Button samplesButton;
	private StylePane style;
	private HistoryStrip history;
	private RunSamples samples = RunSamples.NONE;
	private boolean asking;

	@Override
	public void init(IEditorSite site, IEditorInput input) throws PartInitException {
		setSite(site);
		setInput(input);
		setPartName(input.getName());
		LabelMap map;
		if (input instanceof PaintInput unsaved) {
			map = unsaved.map();
		} else if (input instanceof IFileEditorInput file) {
			try (InputStream in = file.getFile().getContents(true)) {
				map = MapFile.read(in, landscapes());
			} catch (IOException | CoreException e) {
				throw new PartInitException(input.getName() + ": " + e.getMessage(), e);
			}
		} else {
			throw new PartInitException("A label map is a file of the workspace, not " + input.getName());
		}
		painting = new Painting(map, landscapes());
		painting.watch(this::changed);
	}

	/** The labels until a model says its own. */
	private static List<ServedModel.Label> landscapes() {
		return IntStream.range(0, LANDSCAPE_LABELS).mapToObj(i -> new ServedModel.Label(i, KnownLabels.LANDSCAPES.name(i), KnownLabels.LANDSCAPES.colour(i))).toList();
	}

	@Override
	public void createPartControl(Composite parent) {
		images = new LocalResourceManager(JFaceResources.getResources(), parent);
		SashForm sash = new SashForm(parent, SWT.HORIZONTAL);
		createTools(new Composite(sash, SWT.NONE));
		createMiddle(new Composite(sash, SWT.NONE));
		createAnswers(new Composite(sash, SWT.NONE));
		sash.setWeights(17, 45, 38);
		UndoRedoActionGroup undo = new UndoRedoActionGroup(getSite(), painting.context(), true);
		undo.fillActionBars(getEditorSite().getActionBars());
		canvas.addListener(SWT.KeyDown, this::key);
		first.load(found -> {
			if (!found.isEmpty() && first.choice() == null) {
				first.start(found.get(0));
			}
		});
	}

	private void createTools(Composite side) {
		side.setLayout(new GridLayout(2, false));
		tools = new ToolBar(side, SWT.FLAT | SWT.WRAP);
		tools.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false, 2, 1));
		for (Tool tool : Tool.values()) {
			ToolItem item = new ToolItem(tools, SWT.RADIO);
			item.setImage(images.get(Icons.descriptor(tool.icon())));
			item.setToolTipText(tool.title() + ": " + tool.says());
			item.setData(tool);
			item.setSelection(tool == Tool.BRUSH);
			item.addListener(SWT.Selection, event -> canvas.tool(tool));
		}
		size = scale(side, "Si&ze", LARGEST_BRUSH, 9, "Diameter of the brush in pixels of the map ([ and ])", value -> canvas.diameter(value));
		size.setMinimum(1);
		scale(side, "&Cover", 100, 100, "How much of the map covers the image below it", value -> canvas.opacity(value / 100.0));
		Label label = new Label(side, SWT.NONE);
		label.setText("Labels");
		label.setLayoutData(new GridData(SWT.LEFT, SWT.CENTER, false, false, 2, 1));
		Composite list = new Composite(side, SWT.NONE);
		GridLayout tight = new GridLayout();
		tight.marginHeight = tight.marginWidth = 0;
		list.setLayout(tight);
		list.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true, 2, 1));
		new LabelList(list, painting);
	}

	private interface Chosen {
		void value(int value);
	}

	private static Scale scale(Composite parent, String text, int maximum, int value, String tip, Chosen chosen) {
		Label label = new Label(parent, SWT.NONE);
		label.setText(text);
		Scale scale = new Scale(parent, SWT.HORIZONTAL);
		scale.setMaximum(maximum);
		scale.setSelection(value);
		scale.setToolTipText(tip);
		scale.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		scale.addListener(SWT.Selection, event -> chosen.value(scale.getSelection()));
		return scale;
	}

	private void createMiddle(Composite middle) {
		GridLayout layout = new GridLayout(5, false);
		layout.marginWidth = layout.marginHeight = 2;
		middle.setLayout(layout);
		canvas = new MapCanvas(middle, painting, text -> status.setText(text));
		canvas.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true, 5, 1));
		status = new Label(middle, SWT.NONE);
		status.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		samplesButton = button(middle, "&Samples …", "Takes the label map of one of the model's training samples", this::offerSamples);
		samplesButton.setEnabled(false);
		button(middle, "Fi&t", "Shows the whole map (0)", canvas::fit);
		Button export = button(middle, "&Export …", "Writes the map, the image, both, or the session to a file", () -> {
		});
		Menu menu = new Menu(export);
		item(menu, "&Image …", "image.png", this::image);
		item(menu, "Map and image &beside each other …", "map-and-image.png", this::both);
		item(menu, "Label &map …", "map.png", out -> out.write(MapFile.png(painting.map(), painting.labels())));
		item(menu, "The &session as an animated picture …", "session.gif", out -> {
			List<HistoryStrip.Moment> moments = history.moments();
			if (moments.isEmpty()) {
				throw new IOException("nothing was made yet");
			}
			SessionGif.write(moments, painting.labels(), out);
		});
		export.addListener(SWT.Selection, event -> {
			menu.setLocation(export.toDisplay(0, export.getSize().y));
			menu.setVisible(true);
		});
		history = new HistoryStrip(middle, moment -> painting.replace("Back to an earlier map", moment.map()));
		GridData strip = new GridData(SWT.FILL, SWT.CENTER, true, false, 5, 1);
		strip.heightHint = 78;
		history.setLayoutData(strip);
	}

	private static Button button(Composite parent, String text, String tip, Runnable pressed) {
		Button button = new Button(parent, SWT.PUSH);
		button.setText(text);
		button.setToolTipText(tip);
		button.addListener(SWT.Selection, event -> pressed.run());
		return button;
	}

	/** Writes something of the painting. */
	private interface Writing {
		void write(OutputStream out) throws IOException;
	}

	private void item(Menu menu, String text, String name, Writing writing) {
		MenuItem item = new MenuItem(menu, SWT.PUSH);
		item.setText(text);
		item.addListener(SWT.Selection, event -> {
			FileDialog dialog = new FileDialog(getSite().getShell(), SWT.SAVE);
			dialog.setFileName(name);
			dialog.setOverwrite(true);
			String file = dialog.open();
			if (file != null) {
				export(Path.of(file), writing);
			}
		});
	}

	private static void export(Path file, Writing writing) {
		try (OutputStream out = new FileOutputStream(file.toFile())) {
			writing.write(out);
		} catch (IOException e) {
			StatusManager.getManager().handle(Status.error(file + " could not be written: " + e.getMessage(), e), StatusManager.SHOW | StatusManager.LOG);
		}
	}

	private void image(OutputStream out) throws IOException {
		if (first.png() == null) {
			throw new IOException("no model has made an image of the map");
		}
		out.write(first.png());
	}

	private void both(OutputStream out) throws IOException {
		if (first.png() == null) {
			throw new IOException("no model has made an image of the map");
		}
		out.write(SessionGif.still(new HistoryStrip.Moment(painting.map(), first.png()), painting.labels()));
	}

	private void createAnswers(Composite side) {
		side.setLayout(new GridLayout());
		answers = new SashForm(side, SWT.VERTICAL);
		answers.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
		first = new AnswerPane(answers, this);
		beside = new Button(side, SWT.CHECK);
		beside.setText("A second &model on the same map");
		beside.addListener(SWT.Selection, event -> showSecond(beside.getSelection()));
		style = new StylePane(side, this::ask);
	}

	private void showSecond(boolean shown) {
		if (!shown) {
			second.dispose();
			second = null;
		} else {
			second = new AnswerPane(answers, this);
			second.load(found -> found.stream().filter(choice -> !choice.equals(first.choice())).findFirst().ifPresent(choice -> {
				if (second != null && second.choice() == null) {
					second.start(choice);
				}
			}));
		}
		answers.layout(true, true);
	}

	@Override
	public void modelChanged(AnswerPane pane) {
		ServedModel model = pane.model();
		if (pane == first) {
			painting.labels(model.labels(), model.dontCare());
			ModelChoice choice = pane.choice();
			Job.createSystem("Reading a model's samples", (ICoreRunnable) monitor -> {
				RunSamples read = RunSamples.of(choice, model.labels());
				getSite().getShell().getDisplay().asyncExec(() -> sampled(choice, read));
			}).schedule();
		}
		boolean encoder = models().anyMatch(each -> each.style() == StyleSource.ENCODER);
		boolean code = models().anyMatch(each -> each.style() == StyleSource.CODE);
		style.model(encoder ? StyleSource.ENCODER : code ? StyleSource.CODE : StyleSource.NONE, true);
		ask();
	}

	private Stream<ServedModel> models() {
		return Stream.of(first, second).filter(pane -> pane != null && pane.model() != null).map(AnswerPane::model);
	}

	private void sampled(ModelChoice choice, RunSamples read) {
		if (!canvas.isDisposed() && choice.equals(first.choice())) {
			samples = read;
			samplesButton.setEnabled(!read.maps().isEmpty());
			if (style.pictures() == 0 && models().anyMatch(model -> model.style() == StyleSource.ENCODER)) {
				style.offer("Sample", read.images());
			}
			if (getEditorInput() instanceof PaintInput && !painting.isDirty() && !read.maps().isEmpty()) {
				painting.replace("Start from a sample", read.maps().get(0));
				painting.saved();
			}
		}
	}

	private void offerSamples() {
		Menu menu = new Menu(samplesButton);
		for (int i = 0; i < samples.maps().size(); i++) {
			LabelMap map = samples.maps().get(i);
			MenuItem item = new MenuItem(menu, SWT.PUSH);
			item.setText("Sample &" + (i + 1));
			item.addListener(SWT.Selection, event -> painting.replace("Take a sample's map", map));
		}
		menu.setLocation(samplesButton.toDisplay(0, samplesButton.getSize().y));
		menu.setVisible(true);
	}

	@Override
	public void answered(AnswerPane pane, SynthesisAnswer answer) {
		if (pane == first && answer.image() != null) {
			canvas.image(Pictures.of(answer.image()));
			if (answer.latest()) {
				history.add(new HistoryStrip.Moment(painting.map().copy(), answer.image()));
			}
		}
	}

	private void changed() {
		if (canvas != null && !canvas.isDisposed()) {
			firePropertyChange(PROP_DIRTY);
			if (!asking) {
				asking = true;
				canvas.getDisplay().timerExec(ASK_AFTER_MILLISECONDS, this::ask);
			}
		}
	}

	private void ask() {
		asking = false;
		if (!canvas.isDisposed()) {
			for (AnswerPane pane : new AnswerPane[] { first, second }) {
				if (pane != null && pane.model() != null) {
					pane.ask(painting.map(), pane.model().style() == StyleSource.NONE ? null : style.style());
				}
			}
		}
	}

	/** Keys of tools, labels, brush size and zoom, while the map has the keyboard. */
	private void key(Event event) {
		if ((event.stateMask & ~SWT.SHIFT) != 0) {
			return;
		}
		for (ToolItem item : tools.getItems()) {
			if (((Tool) item.getData()).key() == event.character) {
				choose((Tool) item.getData());
				return;
			}
		}
		switch (event.character) {
		case '[' -> brush(-2);
		case ']' -> brush(2);
		case '+' -> canvas.zoom(true);
		case '-' -> canvas.zoom(false);
		case '0' -> canvas.fit();
		default -> {
			int digit = event.character - '1';
			if (digit >= 0 && digit < 9 && digit < painting.labels().size()) {
				painting.choose(painting.labels().get(digit).value());
			}
		}
		}
	}

	/** Takes a tool. */
	void choose(Tool tool) {
		for (ToolItem item : tools.getItems()) {
			item.setSelection(item.getData() == tool);
		}
		canvas.tool(tool);
	}

	private void brush(int more) {
		size.setSelection(size.getSelection() + more);
		canvas.diameter(size.getSelection());
	}

	/** The map as it is now. */
	public LabelMap map() {
		return painting.map();
	}

	/** The newest image of the first model as a PNG; null while there is none. */
	public byte[] image() {
		return first.png();
	}

	/** Milliseconds from the last request to its image; NaN before the first. */
	public double latency() {
		return first.latency();
	}

	/** The label that tools paint. */
	public int label() {
		return painting.label();
	}

	@Override
	public void setFocus() {
		canvas.setFocus();
	}

	@Override
	public boolean isDirty() {
		return painting.isDirty();
	}

	@Override
	public boolean isSaveAsAllowed() {
		return true;
	}

	@Override
	public void doSave(IProgressMonitor monitor) {
		if (getEditorInput() instanceof IFileEditorInput input) {
			write(input.getFile(), monitor);
		} else {
			doSaveAs();
		}
	}

	@Override
	public void doSaveAs() {
		SaveAsDialog dialog = new SaveAsDialog(getSite().getShell());
		dialog.setOriginalName("map.png");
		if (dialog.open() != Window.OK || dialog.getResult() == null) {
			return;
		}
		var path = dialog.getResult();
		IFile file = ResourcesPlugin.getWorkspace().getRoot().getFile("png".equals(path.getFileExtension()) ? path : path.addFileExtension("png"));
		if (write(file, new NullProgressMonitor())) {
			setInput(new FileEditorInput(file));
			setPartName(file.getName());
		}
	}

	private boolean write(IFile file, IProgressMonitor monitor) {
		try {
			InputStream png = new ByteArrayInputStream(MapFile.png(painting.map(), painting.labels()));
			if (file.exists()) {
				file.setContents(png, IFile.FORCE | IFile.KEEP_HISTORY, monitor);
			} else {
				file.create(png, true, monitor);
			}
			painting.saved();
			return true;
		} catch (CoreException | IOException e) {
			StatusManager.getManager().handle(Status.error(file.getFullPath() + " could not be written: " + e.getMessage(), e), StatusManager.SHOW | StatusManager.LOG);
			return false;
		}
	}

	@Override
	public void dispose() {
		if (painting != null) {
			painting.dispose();
		}
		super.dispose();
	}
}
