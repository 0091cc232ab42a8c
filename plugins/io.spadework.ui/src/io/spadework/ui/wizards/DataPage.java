package io.spadework.ui.wizards;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import io.spadework.diagram.LastFolder;
import io.spadework.diagram.data.DataPreview;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.StoredDataset;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.FolderLayouts;

/** Asks which data a study trains on, and shows at once what lies in the folder: pairs, sizes, labels, and the first samples in small. */
public final class DataPage extends WizardPage {

	private static final StudyFactory NEW = StudyFactory.eINSTANCE;

	private final Supplier<Path> base;
	private final List<Runnable> changed = new ArrayList<>();
	private Button landscapes;
	private Button folder;
	private Text folderPath;
	private Button browse;
	private Combo kind;
	private DataPreview preview;
	/** What the folder was when its kind was last looked for. */
	private String seen = "";
	private Job recognition;

	/**
	 * A page for a study that goes to a folder.
	 *
	 * @param base what relative paths are relative to
	 */
	DataPage(Supplier<Path> base) {
		super("data");
		this.base = base;
		setTitle("Data");
		setDescription("Choose what the study trains on.");
	}

	@Override
	public void createControl(Composite parent) {
		Composite page = new Composite(parent, SWT.NONE);
		GridLayoutFactory.swtDefaults().applyTo(page);
		Group data = new Group(page, SWT.NONE);
		data.setText("Data");
		GridLayoutFactory.swtDefaults().numColumns(3).applyTo(data);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(data);
		landscapes = new Button(data, SWT.RADIO);
		landscapes.setText("Built-in &landscapes: drawn by the engine, nothing to download");
		landscapes.setSelection(true);
		GridDataFactory.fillDefaults().span(3, 1).applyTo(landscapes);
		folder = new Button(data, SWT.RADIO);
		folder.setText("A fol&der:");
		folderPath = new Text(data, SWT.BORDER);
		folderPath.setMessage("relative to the study's folder, or absolute");
		GridDataFactory.fillDefaults().grab(true, false).applyTo(folderPath);
		browse = new Button(data, SWT.PUSH);
		browse.setText("B&rowse...");
		setButtonLayoutData(browse);
		browse.addListener(SWT.Selection, event -> {
			String path = LastFolder.open(new DirectoryDialog(getShell()));
			if (path != null) {
				folderPath.setText(path);
			}
		});
		new Label(data, SWT.NONE).setText("La&id out as:");
		kind = new Combo(data, SWT.READ_ONLY);
		kind.setItems(DataChoice.KINDS.stream().map(DataPage::layout).toArray(String[]::new));
		kind.select(0);
		GridDataFactory.fillDefaults().grab(true, false).span(2, 1).applyTo(kind);
		Group found = new Group(page, SWT.NONE);
		found.setText("What it holds");
		GridLayoutFactory.swtDefaults().applyTo(found);
		GridDataFactory.fillDefaults().grab(true, true).hint(760, 300).applyTo(found);
		preview = new DataPreview(found, samples -> setMessage(samples.trouble().isEmpty() ? null : "A training would end at some of the first samples, as said below.", WARNING));
		GridDataFactory.fillDefaults().grab(true, true).applyTo(preview);
		landscapes.addListener(SWT.Selection, event -> change());
		folder.addListener(SWT.Selection, event -> change());
		folderPath.addListener(SWT.Modify, event -> changeFolder());
		kind.addListener(SWT.Selection, event -> change());
		setControl(page);
		change();
	}

	/** What a kind of folder holds, for people. */
	private static String layout(String kind) {
		return switch (kind) {
			case "coco-stuff" -> "COCO-Stuff: train_label, train_img and train_inst";
			case "ade20k" -> "ADE20K: files with _train_ and _val_ in their names";
			case "ade20k-outdoor" -> "ADE20K outdoor: as ADE20K, with a list of what to use";
			case "cityscapes" -> "Cityscapes: gtFine and leftImg8bit";
			case "facades" -> "Facades: train_label and train_img";
			case "folder" -> "Pairs: label maps in one folder, images in another";
			default -> kind;
		};
	}

	/** The kind of a folder that exists is what it looks like; what the user chose afterwards stays. */
	private void changeFolder() {
		String path = folderPath.getText().strip();
		if (!path.equals(seen)) {
			seen = path;
			recognise(path);
		}
		change();
	}

	/** Looks beside the display's thread what a folder holds, as it may be large or far away. */
	private void recognise(String path) {
		if (recognition != null) {
			recognition.cancel();
		}
		if (path.isEmpty()) {
			return;
		}
		Path place = resolved(path);
		recognition = Job.create("Recognise " + path, monitor -> {
			List<String> kinds = FolderLayouts.kinds(place);
			if (kinds.size() == 1 && !kind.isDisposed()) {
				kind.getDisplay().asyncExec(() -> select(path, kinds.get(0)));
			}
		});
		recognition.setSystem(true);
		recognition.schedule();
	}

	private void select(String path, String found) {
		if (!kind.isDisposed() && path.equals(seen)) {
			kind.select(DataChoice.KINDS.indexOf(found));
			change();
		}
	}

	/** The folder as seen from the study. */
	private Path resolved(String path) {
		try {
			return base.get().resolve(path);
		} catch (InvalidPathException e) {
			return Path.of("");
		}
	}

	private void change() {
		boolean stored = folder.getSelection();
		folderPath.setEnabled(stored);
		browse.setEnabled(stored);
		kind.setEnabled(stored);
		boolean missing = stored && folderPath.getText().isBlank();
		setErrorMessage(missing ? "Name the folder with the data." : null);
		setMessage(null);
		setPageComplete(!missing);
		preview.show(dataset(), labels(), base.get());
		changed.forEach(Runnable::run);
	}

	/** A data set of the chosen kind, to look through. */
	private Dataset dataset() {
		if (landscapes.getSelection()) {
			return NEW.createLandscapes();
		}
		StoredDataset dataset = switch (DataChoice.KINDS.get(kind.getSelectionIndex())) {
			case "coco-stuff" -> NEW.createCocoStuff();
			case "ade20k" -> NEW.createAde20k();
			case "ade20k-outdoor" -> NEW.createAde20kOutdoor();
			case "cityscapes" -> NEW.createCityscapes();
			case "facades" -> NEW.createFacades();
			default -> NEW.createFolderDataset();
		};
		dataset.setFolder(folderPath.getText().strip());
		dataset.setDontCare(true);
		return dataset;
	}

	/** Labels as published; of one's own folder as many as 8 bits have. */
	private int labels() {
		return switch (DataChoice.KINDS.get(kind.getSelectionIndex())) {
			case "coco-stuff" -> 182;
			case "ade20k", "ade20k-outdoor" -> 150;
			case "cityscapes" -> 35;
			case "facades" -> 13;
			default -> 255;
		};
	}

	/** Runs something whenever the choice changes. */
	void onChange(Runnable does) {
		changed.add(does);
	}

	/** What is chosen. */
	DataChoice choice() {
		return landscapes.getSelection() ? new DataChoice.BuiltInLandscapes() : DataChoice.stored(DataChoice.KINDS.get(kind.getSelectionIndex()), folderPath.getText().strip());
	}

	/** Chooses a data folder as a user would type it. */
	public void chooseFolder(String path) {
		landscapes.setSelection(false);
		folder.setSelection(true);
		folderPath.setText(path);
	}

	/** The kind of folder that is chosen, as {@link DataChoice#stored} calls it. */
	public String kind() {
		return DataChoice.KINDS.get(kind.getSelectionIndex());
	}

	/** What the page says of the data. */
	public String found() {
		return preview.summary();
	}

	/** What it says is wrong with samples. */
	public String trouble() {
		return preview.trouble();
	}

	/** How many samples are shown in small. */
	public int pictures() {
		return preview.shown();
	}
}
