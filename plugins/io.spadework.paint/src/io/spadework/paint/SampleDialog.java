package io.spadework.paint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

import io.spadework.diagram.LastFolder;
import io.spadework.paint.map.LabelMap;
import io.spadework.paint.map.MapFile;
import io.spadework.runs.RunFolder;
import io.spadework.runs.synthesis.ServedModel;

/** Shows the samples of data sets, and takes one's label map, parts of it, or its image as a style. */
final class SampleDialog extends Dialog {

	/** What is done with the chosen sample. */
	enum Use {
		WHOLE_MAP, COPY, STYLE
	}

	private static final String BROWSE = "Another study …";
	private static final int AT_A_TIME = 24;
	private static final int THUMBNAIL = 96;
	private static final int GAP = 8;

	private final List<DataSource> sources = new ArrayList<>();
	private final List<DataSource.Sample> samples = new ArrayList<>();
	private final Path model;
	private final List<ServedModel.Label> labels;
	private final List<Image> pictures = new ArrayList<>();
	private Combo combo;
	private Table table;
	private Label says;
	private Job reading;
	private Use use;
	private DataSource.Sample chosen;

	/**
	 * @param model  run folder, or another place, of the model that is painted with; null for none
	 * @param labels their colours tell what colour pictures mean
	 */
	SampleDialog(Shell parent, Path model, List<ServedModel.Label> labels) {
		super(parent);
		this.model = model;
		this.labels = labels;
		setShellStyle(getShellStyle() | SWT.RESIZE);
	}

	@Override
	protected void configureShell(Shell shell) {
		super.configureShell(shell);
		shell.setText("Samples of a Data Set");
	}

	@Override
	protected Point getInitialSize() {
		return new Point(900, 700);
	}

	@Override
	protected Control createDialogArea(Composite parent) {
		Composite area = (Composite) super.createDialogArea(parent);
		area.setLayout(new GridLayout());
		combo = new Combo(area, SWT.READ_ONLY);
		combo.setToolTipText("The data set of a model that comes with Spadework, or of a study");
		combo.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		combo.addListener(SWT.Selection, event -> chosen());
		table = new Table(area, SWT.BORDER | SWT.FULL_SELECTION | SWT.SINGLE | SWT.V_SCROLL);
		table.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
		table.setToolTipText("Label maps with their real images; Enter takes a whole map");
		table.addListener(SWT.DefaultSelection, event -> take(Use.WHOLE_MAP));
		table.addListener(SWT.Selection, event -> enable());
		table.addListener(SWT.Dispose, event -> pictures.forEach(Image::dispose));
		says = new Label(area, SWT.WRAP);
		says.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		return area;
	}

	@Override
	protected void createButtonsForButtonBar(Composite parent) {
		createButton(parent, IDialogConstants.CLIENT_ID, "M&ore", false).addListener(SWT.Selection, event -> read(sources.get(combo.getSelectionIndex())));
		createButton(parent, IDialogConstants.CLIENT_ID + 1, "Image as &Style", false).addListener(SWT.Selection, event -> take(Use.STYLE));
		createButton(parent, IDialogConstants.CLIENT_ID + 2, "&Copy with the Brush", false).addListener(SWT.Selection, event -> take(Use.COPY));
		createButton(parent, IDialogConstants.CLIENT_ID + 3, "Whole &Map", true).addListener(SWT.Selection, event -> take(Use.WHOLE_MAP));
		createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false);
		enable();
		says.setText("Looking for studies …");
		Display display = getShell().getDisplay();
		Job.createSystem("Looking for studies", monitor -> {
			List<DataSource> found = new ArrayList<>();
			if (model != null && RunFolder.isRun(model)) {
				found.addAll(DataSource.of(RunFolder.at(model).study()));
			}
			found.addAll(DataSource.all());
			display.asyncExec(() -> {
				if (!table.isDisposed()) {
					offer(found, 0);
				}
			});
			return Status.OK_STATUS;
		}).schedule();
	}

	private void offer(List<DataSource> found, int select) {
		sources.addAll(found);
		combo.removeAll();
		sources.forEach(source -> combo.add(source.title()));
		combo.add(BROWSE);
		combo.select(select);
		chosen();
	}

	private void chosen() {
		if (combo.getSelectionIndex() < sources.size()) {
			samples.clear();
			table.removeAll();
			enable();
			read(sources.get(combo.getSelectionIndex()));
			return;
		}
		combo.deselectAll();
		FileDialog dialog = new FileDialog(getShell(), SWT.OPEN);
		dialog.setText("Study");
		dialog.setFilterExtensions(new String[] { "*.spade", "*.*" });
		String file = LastFolder.open(dialog);
		if (file != null) {
			List<DataSource> found = DataSource.of(Path.of(file));
			if (found.isEmpty()) {
				says.setText(file + " is no study with a data set.");
			} else {
				offer(found, sources.size());
			}
		}
	}

	private void read(DataSource source) {
		if (reading != null) {
			reading.cancel();
		}
		int first = samples.size();
		says.setText("Reading samples …");
		reading = Job.create("Reading samples of " + source.title(), monitor -> {
			try {
				List<DataSource.Sample> read = source.read(first, AT_A_TIME, monitor);
				tell(source, () -> show(read));
			} catch (CoreException e) {
				tell(source, () -> says.setText(e.getStatus().getMessage()));
			} catch (OperationCanceledException e) {
				return Status.CANCEL_STATUS;
			}
			return Status.OK_STATUS;
		});
		reading.schedule();
	}

	private void tell(DataSource source, Runnable told) {
		Display.getDefault().asyncExec(() -> {
			if (!table.isDisposed() && combo.getSelectionIndex() >= 0 && combo.getSelectionIndex() < sources.size() && sources.get(combo.getSelectionIndex()) == source) {
				told.run();
			}
		});
	}

	private void show(List<DataSource.Sample> read) {
		for (DataSource.Sample sample : read) {
			try {
				Image picture = picture(sample);
				pictures.add(picture);
				samples.add(sample);
				TableItem item = new TableItem(table, SWT.NONE);
				item.setImage(picture);
				item.setText(sample.name());
			} catch (SWTException e) {
				// what can't be shown can't be chosen
			}
		}
		if (table.getSelectionIndex() < 0 && table.getItemCount() > 0) {
			table.select(0);
			table.setFocus();
		}
		says.setText(samples.size() + " samples.");
		enable();
	}

	/** The map and the image beside each other. */
	private Image picture(DataSource.Sample sample) {
		Image picture = new Image(table.getDisplay(), 2 * THUMBNAIL + GAP, THUMBNAIL + GAP);
		GC gc = new GC(picture);
		byte[][] both = { sample.map(), sample.image() };
		for (int i = 0; i < both.length; i++) {
			Image one = new Image(table.getDisplay(), Pictures.of(both[i]));
			Pictures.draw(gc, one, new Rectangle(i * (THUMBNAIL + GAP), GAP / 2, THUMBNAIL, THUMBNAIL));
			one.dispose();
		}
		gc.dispose();
		return picture;
	}

	private void enable() {
		for (int id = IDialogConstants.CLIENT_ID + 1; id <= IDialogConstants.CLIENT_ID + 3; id++) {
			getButton(id).setEnabled(table.getSelectionIndex() >= 0);
		}
		getButton(IDialogConstants.CLIENT_ID).setEnabled(!samples.isEmpty());
	}

	private void take(Use newUse) {
		use = newUse;
		chosen = samples.get(table.getSelectionIndex());
		okPressed();
	}

	@Override
	public boolean close() {
		if (reading != null) {
			reading.cancel();
		}
		return super.close();
	}

	/** What is to be done; null where nothing. */
	Use use() {
		return use;
	}

	/** The chosen sample's label map. */
	LabelMap map() throws IOException {
		return MapFile.read(chosen.map(), labels);
	}

	/** The chosen sample's image, a PNG. */
	byte[] image() {
		return chosen.image();
	}
}
