package io.spadework.ui.wizards;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.IPath;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.window.Window;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.dialogs.ContainerSelectionDialog;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.PlatformUI;

import io.spadework.diagram.LastFolder;
import io.spadework.diagram.Named;
import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.model.StudyReferences;
import io.spadework.model.study.Study;

/** Asks which study is brought into the workspace and where it goes, and shows whether the data that it refers to are found. */
public final class StudyImportPage extends WizardPage {

	private final IContainer selected;
	private Text source;
	private Text folder;
	private Table references;
	private Study study;
	private Path file;

	StudyImportPage(IStructuredSelection selection) {
		super("import");
		setTitle("Import a Study");
		setDescription("The study is copied into a project. Its data stay where they are; relative paths are made to mean the same from there.");
		IResource resource = selection == null ? null : Adapters.adapt(selection.getFirstElement(), IResource.class);
		selected = resource instanceof IContainer container ? container : resource == null ? null : resource.getParent();
	}

	@Override
	public void createControl(Composite parent) {
		Composite page = new Composite(parent, SWT.NONE);
		GridLayoutFactory.swtDefaults().numColumns(3).applyTo(page);
		new Label(page, SWT.NONE).setText("&Study:");
		source = new Text(page, SWT.BORDER);
		source.setMessage("a .spade file");
		GridDataFactory.fillDefaults().grab(true, false).applyTo(source);
		Button browse = new Button(page, SWT.PUSH);
		browse.setText("B&rowse...");
		setButtonLayoutData(browse);
		browse.addListener(SWT.Selection, event -> {
			FileDialog dialog = new FileDialog(getShell(), SWT.OPEN);
			dialog.setFilterExtensions(new String[] { "*." + Studies.EXTENSION, "*" });
			String chosen = LastFolder.open(dialog);
			if (chosen != null) {
				source.setText(chosen);
			}
		});
		new Label(page, SWT.NONE).setText("&Into folder:");
		folder = new Text(page, SWT.BORDER);
		folder.setText(selected == null || selected.getFullPath().segmentCount() == 0 ? "/Studies" : selected.getFullPath().toString());
		GridDataFactory.fillDefaults().grab(true, false).applyTo(folder);
		Button choose = new Button(page, SWT.PUSH);
		choose.setText("Br&owse...");
		setButtonLayoutData(choose);
		choose.addListener(SWT.Selection, event -> {
			ContainerSelectionDialog dialog = new ContainerSelectionDialog(getShell(), selected, true, "Choose a project or folder for the study.");
			if (dialog.open() == Window.OK && dialog.getResult().length == 1 && dialog.getResult()[0] instanceof IPath path) {
				folder.setText(path.toString());
			}
		});
		Label label = new Label(page, SWT.NONE);
		label.setText("&Data and weights that it refers to:");
		GridDataFactory.fillDefaults().span(3, 1).applyTo(label);
		references = new Table(page, SWT.BORDER | SWT.FULL_SELECTION);
		references.setHeaderVisible(true);
		Named.name(references, "Data and weights that the study refers to");
		GridDataFactory.fillDefaults().grab(true, true).span(3, 1).hint(640, 140).applyTo(references);
		for (String title : new String[] { "What", "As the study says", "Where that is" }) {
			TableColumn column = new TableColumn(references, SWT.NONE);
			column.setText(title);
			column.setWidth(210);
		}
		source.addListener(SWT.Modify, event -> read());
		folder.addListener(SWT.Modify, event -> validate());
		setControl(page);
		setPageComplete(false);
	}

	/** Says which study is meant. */
	void choose(Path path) {
		source.setText(path.toString());
	}

	/** Chooses file and folder as a user would type them. */
	public void fill(String path, String into) {
		folder.setText(into);
		source.setText(path);
	}

	private void read() {
		study = null;
		String problem = null;
		try {
			file = Path.of(source.getText().strip());
			if (!Files.isRegularFile(file)) {
				problem = source.getText().isBlank() ? "Name the study, a ." + Studies.EXTENSION + " file." : "There is no file " + file + ".";
			} else {
				study = Studies.load(file);
			}
		} catch (InvalidPathException e) {
			problem = "\"" + e.getInput() + "\" is not a path.";
		} catch (StudyException e) {
			problem = e.getMessage();
		}
		references.removeAll();
		List<StudyReferences.Reference> all = study == null ? List.of() : StudyReferences.of(study, file.toAbsolutePath().getParent());
		for (StudyReferences.Reference reference : all) {
			TableItem item = new TableItem(references, SWT.NONE);
			item.setText(new String[] { reference.place(), reference.stated(), reference.target() + (reference.isFound() ? "" : " (not found)") });
			item.setImage(PlatformUI.getWorkbench().getSharedImages().getImage(reference.isFound() ? ISharedImages.IMG_OBJ_FOLDER : ISharedImages.IMG_OBJS_WARN_TSK));
		}
		long missing = all.stream().filter(reference -> !reference.isFound()).count();
		setMessage(missing == 0 ? null : missing + " of " + all.size() + " are not found. The study can be imported all the same, and its paths be mended in its editor.", WARNING);
		validate(problem);
	}

	private void validate() {
		validate(null);
	}

	private void validate(String trouble) {
		String problem = trouble;
		IPath path = IPath.fromOSString(folder.getText().strip()).makeAbsolute();
		if (problem == null && path.segmentCount() == 0) {
			problem = "Name the project or folder, for example /Studies.";
		}
		if (problem == null && !ResourcesPlugin.getWorkspace().validatePath(path.toString(), IResource.FOLDER | IResource.PROJECT).isOK()) {
			problem = ResourcesPlugin.getWorkspace().validatePath(path.toString(), IResource.FOLDER | IResource.PROJECT).getMessage();
		}
		if (problem == null && study != null && target().exists()) {
			problem = target().getFullPath().makeRelative() + " already exists.";
		}
		setErrorMessage(problem);
		setPageComplete(problem == null && study != null);
	}

	/** Where the study goes. */
	IFile target() {
		IPath path = IPath.fromOSString(folder.getText().strip()).makeAbsolute().append(file.getFileName().toString());
		return ResourcesPlugin.getWorkspace().getRoot().getFile(path.getFileExtension() == null ? path.addFileExtension(Studies.EXTENSION) : path);
	}

	/** The study as it is to be written there: its references mean the same as before. */
	Study study() {
		IContainer parent = target().getParent();
		if (parent instanceof IProject || parent instanceof IFolder) {
			StudyReferences.move(study, file.toAbsolutePath().getParent(), StudyPlacePage.location(parent));
		}
		return study;
	}

	/** How many references were not found. */
	public int missing() {
		return study == null ? 0 : (int) StudyReferences.of(study, file.toAbsolutePath().getParent()).stream().filter(reference -> !reference.isFound()).count();
	}
}
