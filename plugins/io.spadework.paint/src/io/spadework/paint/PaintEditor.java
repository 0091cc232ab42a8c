package io.spadework.paint;

import java.awt.Dimension;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IFileEditorInput;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.operations.UndoRedoActionGroup;
import org.eclipse.ui.part.EditorPart;
import org.eclipse.ui.part.FileEditorInput;
import org.eclipse.ui.statushandlers.StatusManager;

import io.spadework.diagram.LastFolder;
import io.spadework.paint.map.LabelMap;
import io.spadework.paint.map.MapFile;
import io.spadework.runs.labels.KnownLabels;
import io.spadework.runs.synthesis.ServedModel;
import io.spadework.runs.synthesis.ServedModel.StyleSource;
import io.spadework.runs.synthesis.SynthesisAnswer;
import io.spadework.ui.SaveAs;

/** Paints a label map while trained models answer beside it. */
public final class PaintEditor extends EditorPart implements AnswerPane.Owner, OtherMaps.Taker {

	public static final String ID = "io.spadework.paint.editor";

	private static final int ASK_AFTER_MILLISECONDS = 25;
	private static final int LARGEST_BRUSH = 64;
	private static final int WHOLE = 100;
	private static final int TOOLS_IN_A_ROW = 5;
	private static final int LANDSCAPE_LABELS = 10;
	/** Pixels of a map that is read before the editor opens. */
	private static final int READ_AT_ONCE = 1 << 21;

	private Painting painting;
	private OtherMaps others;
	private LocalResourceManager images;
	private MapCanvas canvas;
	private final List<ToolItem> tools = new ArrayList<>();
	private Amount size;
	private Amount cover;
	private Label status;
	private SashForm answers;
	private AnswerPane first;
	private AnswerPane second;
	private Button beside;
	private StylePane style;
	private HistoryStrip history;
	private RunSamples samples = RunSamples.NONE;
	private boolean asking;
	private boolean large;

	@Override
	public void init(IEditorSite site, IEditorInput input) throws PartInitException {
		setSite(site);
		setInput(input);
		setPartName(input.getName());
		LabelMap map;
		if (input instanceof PaintInput unsaved) {
			map = unsaved.map();
		} else if (input instanceof IFileEditorInput file) {
			try {
				map = map(file.getFile());
			} catch (IOException | CoreException e) {
				throw new PartInitException(input.getName() + ": " + e.getMessage(), e);
			}
		} else {
			throw new PartInitException("A label map is a file of the workspace, not " + input.getName());
		}
		painting = new Painting(map, landscapes());
		painting.watch(this::changed);
	}

	/** A file's map; a large one is blank at first, and read in the background. */
	private LabelMap map(IFile file) throws IOException, CoreException {
		try (InputStream in = file.getContents(true)) {
			Dimension size = MapFile.size(in);
			large = (long) size.width * size.height > READ_AT_ONCE;
			if (large) {
				return new LabelMap(size.width, size.height, 0);
			}
		}
		try (InputStream in = file.getContents(true)) {
			return MapFile.read(in, landscapes());
		}
	}

	/** Reads the map of a file that is large; the editor closes where it can't be read. */
	private void readLarge(IFile file) {
		canvas.setEnabled(false);
		status.setText("Reading the map …");
		Job.create("Reading " + file.getName(), (ICoreRunnable) monitor -> {
			try (InputStream in = file.getContents(true)) {
				LabelMap map = MapFile.read(in, landscapes());
				onDisplay(() -> {
					painting.start(map);
					canvas.setEnabled(true);
					status.setText("");
				});
			} catch (IOException e) {
				OtherMaps.failed(file.getFullPath().toString(), e);
				onDisplay(() -> getSite().getPage().closeEditor(this, false));
			}
		}).schedule();
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
		if (large) {
			readLarge(((IFileEditorInput) getEditorInput()).getFile());
		}
		first.load(found -> {
			if (!found.isEmpty() && first.choice() == null) {
				first.start(found.get(0));
			}
		});
	}

	private void createTools(Composite side) {
		side.setLayout(new GridLayout(Amount.COLUMNS, false));
		ToolBar row = null;
		for (Tool tool : Tool.values()) {
			if (tool.ordinal() % TOOLS_IN_A_ROW == 0) {
				row = new ToolBar(side, SWT.FLAT);
				row.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false, Amount.COLUMNS, 1));
			}
			ToolItem item = new ToolItem(row, SWT.CHECK);
			item.setImage(images.get(Icons.descriptor(tool.icon())));
			item.setToolTipText(tool.title() + ": " + tool.says());
			item.setData(tool);
			item.setSelection(tool == Tool.BRUSH);
			item.addListener(SWT.Selection, event -> choose(tool));
			tools.add(item);
		}
		size = new Amount(side, "Si&ze", 1, LARGEST_BRUSH, 9, "Diameter of the brush in pixels of the map ([ and ])", value -> canvas.diameter(value));
		cover = new Amount(side, "&Cover", 0, WHOLE, WHOLE, "How much of the map covers the image below it, in percent ({ and })", value -> canvas.opacity(value / (double) WHOLE));
		Label label = new Label(side, SWT.NONE);
		label.setText("Labels");
		label.setLayoutData(new GridData(SWT.LEFT, SWT.CENTER, false, false, Amount.COLUMNS, 1));
		Composite list = new Composite(side, SWT.NONE);
		GridLayout tight = new GridLayout();
		tight.marginHeight = tight.marginWidth = 0;
		list.setLayout(tight);
		list.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true, Amount.COLUMNS, 1));
		new LabelList(list, painting);
	}

	private void createMiddle(Composite middle) {
		GridLayout layout = new GridLayout(5, false);
		layout.marginWidth = layout.marginHeight = 2;
		middle.setLayout(layout);
		others = new OtherMaps(getSite().getShell(), painting, this);
		canvas = new MapCanvas(middle, painting, text -> status.setText(text));
		canvas.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true, 5, 1));
		status = new Label(middle, SWT.NONE);
		status.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		button(middle, "&New …", "Starts from another map: a blank one, a file's, a data set's", start -> pop(others.menu(start, model(), samples.maps()), start));
		button(middle, "Fi&t", "Shows the whole map (0); Z shows a pixel of the map on each of the screen", fit -> canvas.fit());
		button(middle, "&Export …", "Writes the map, the image, both, or the session to a file", export -> {
			Menu menu = new Menu(export);
			for (Export what : Export.values()) {
				OtherMaps.item(menu, what.text(), () -> export(what));
			}
			pop(menu, export);
		});
		history = new HistoryStrip(middle, new GridData(SWT.FILL, SWT.CENTER, true, false, 5, 1), moment -> become("Back to an earlier map", moment.map()));
	}

	/** The run or model that is painted with; null for none. */
	private Path model() {
		return first.choice() == null ? null : first.choice().run();
	}

	/** Shows a menu until something is chosen of it. */
	private static void pop(Menu menu, Control below) {
		menu.addListener(SWT.Hide, event -> below.getDisplay().asyncExec(menu::dispose));
		menu.setLocation(below.toDisplay(0, below.getSize().y));
		menu.setVisible(true);
	}

	/** Takes the map of a file, which is read in the background. */
	public void open(Path file) {
		others.open(file);
	}

	@Override
	public void become(String name, LabelMap map) {
		if (canvas.isDisposed()) {
			return;
		}
		boolean resized = map.width() != painting.map().width() || map.height() != painting.map().height();
		painting.become(name, map);
		if (resized) {
			canvas.fit();
		}
	}

	@Override
	public void copyFrom(LabelMap map) {
		painting.source(map);
		choose(Tool.COPY);
	}

	@Override
	public void favour(String title, byte[] image) {
		style.favour(title, image);
	}

	private void onDisplay(Runnable work) {
		getSite().getShell().getDisplay().asyncExec(() -> {
			if (!canvas.isDisposed()) {
				work.run();
			}
		});
	}

	private static void button(Composite parent, String text, String tip, Consumer<Button> pressed) {
		Button button = new Button(parent, SWT.PUSH);
		button.setText(text);
		button.setToolTipText(tip);
		button.addListener(SWT.Selection, event -> pressed.accept(button));
	}

	private void export(Export what) {
		FileDialog dialog = new FileDialog(getSite().getShell(), SWT.SAVE);
		dialog.setFileName(what.file());
		dialog.setOverwrite(true);
		String file = LastFolder.open(dialog);
		if (file != null) {
			export(what, Path.of(file));
		}
	}

	/** Writes something of the painting as it is now to a file, in the background. */
	public void export(Export what, Path file) {
		what.write(file, new Export.Content(painting.map().copy(), painting.labels(), first.png(), history.moments()));
	}

	private void createAnswers(Composite side) {
		side.setLayout(new GridLayout());
		answers = new SashForm(side, SWT.VERTICAL);
		answers.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
		answers.addListener(SWT.Resize, event -> {
			Point size = answers.getSize();
			answers.setOrientation(size.x > size.y ? SWT.HORIZONTAL : SWT.VERTICAL);
		});
		first = new AnswerPane(answers, this);
		beside = new Button(side, SWT.CHECK);
		beside.setText("A second &model on the same map");
		beside.addListener(SWT.Selection, event -> showSecond(beside.getSelection()));
		style = new StylePane(side, this::ask, () -> first.png());
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

	@Override
	public void sizeChanged() {
		ask();
	}

	private Stream<ServedModel> models() {
		return Stream.of(first, second).filter(pane -> pane != null && pane.model() != null).map(AnswerPane::model);
	}

	private void sampled(ModelChoice choice, RunSamples read) {
		if (!canvas.isDisposed() && choice.equals(first.choice())) {
			samples = read;
			boolean start = getEditorInput() instanceof PaintInput && !painting.isDirty() && !read.maps().isEmpty();
			if (models().anyMatch(model -> model.style() == StyleSource.ENCODER)) {
				style.offer(read.images(), start);
			}
			if (start) {
				painting.start(read.maps().get(0).resized(painting.map().width(), painting.map().height()));
			}
		}
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
		for (Tool tool : Tool.values()) {
			if (tool.key() == event.character) {
				choose(tool);
				return;
			}
		}
		switch (event.character) {
		case '[' -> size.add(-2);
		case ']' -> size.add(2);
		case '{' -> cover.add(-10);
		case '}' -> cover.add(10);
		case ',' -> painting.choose(next(-1));
		case '.' -> painting.choose(next(1));
		case '+' -> canvas.zoom(true);
		case '-' -> canvas.zoom(false);
		case '0' -> canvas.fit();
		case 'z' -> canvas.original();
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
		tools.forEach(item -> item.setSelection(item.getData() == tool));
		canvas.tool(tool);
	}

	/** The label so many places further in the list. */
	private int next(int places) {
		List<Integer> values = painting.labels().stream().map(ServedModel.Label::value).toList();
		return values.get(Math.max(0, Math.min(values.size() - 1, values.indexOf(painting.label()) + places)));
	}

	/** The map as it is now. */
	public LabelMap map() {
		return painting.map();
	}

	/** The newest image of the first model as a PNG; null while there is none. */
	public byte[] image() {
		return first.png();
	}

	/** Opens or closes the second model's pane beside the first. */
	public void compare(boolean shown) {
		beside.setSelection(shown);
		showSecond(shown);
	}

	/** The newest image of the second model as a PNG; null while there is none. */
	public byte[] secondImage() {
		return second == null ? null : second.png();
	}

	/** How many maps with their images the session has so far. */
	public int moments() {
		return history.moments().size();
	}

	/** Milliseconds from the last request to its image; NaN before the first. */
	public double latency() {
		return first.latency();
	}

	/** Paints with the model of a folder or file: a run, a checkpoint of one, a model that stands alone. */
	public void paintWith(Path model) {
		first.open(model);
	}

	/** Makes the map another one, which undo takes back. */
	public void become(LabelMap map) {
		become("Another map", map);
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
		IFile file = SaveAs.ask(getSite().getShell(), "map", "png");
		if (file != null && write(file, new NullProgressMonitor())) {
			setInput(new FileEditorInput(file));
			setPartName(file.getName());
		}
	}

	private boolean write(IFile file, IProgressMonitor monitor) {
		LabelMap map = painting.map().copy();
		AtomicReference<byte[]> bytes = new AtomicReference<>();
		try {
			PlatformUI.getWorkbench().getProgressService().busyCursorWhile(working -> {
				try {
					bytes.set(MapFile.png(map, painting.labels()));
				} catch (IOException e) {
					throw new InvocationTargetException(e);
				}
			});
			file.write(bytes.get(), true, false, true, monitor);
			painting.saved();
			return true;
		} catch (CoreException | InvocationTargetException e) {
			StatusManager.getManager().handle(Status.error(file.getFullPath() + " could not be written: " + e.getMessage(), e), StatusManager.SHOW | StatusManager.LOG);
			return false;
		} catch (InterruptedException e) {
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
