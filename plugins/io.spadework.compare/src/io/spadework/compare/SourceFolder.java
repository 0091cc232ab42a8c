package io.spadework.compare;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.compare.CompareUI;
import org.eclipse.compare.IEncodedStreamContentAccessor;
import org.eclipse.compare.ITypedElement;
import org.eclipse.compare.structuremergeviewer.IStructureComparator;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Status;
import org.eclipse.swt.graphics.Image;


/** A folder or file outside of the workspace, for the workbench's compare editor. */
final class SourceFolder implements ITypedElement, IStructureComparator, IEncodedStreamContentAccessor {

	private final Path path;

	SourceFolder(Path path) {
		this.path = path;
	}

	@Override
	public String getName() {
		return path.getFileName().toString();
	}

	@Override
	public Image getImage() {
		return CompareUI.getImage(getType());
	}

	@Override
	public String getType() {
		String name = getName();
		return Files.isDirectory(path) ? FOLDER_TYPE : name.lastIndexOf('.') < 0 ? UNKNOWN_TYPE : name.substring(name.lastIndexOf('.') + 1);
	}

	@Override
	public Object[] getChildren() {
		if (!Files.isDirectory(path)) {
			return new Object[0];
		}
		try (var children = Files.list(path)) {
			return children.filter(child -> !Files.isSymbolicLink(child)).sorted().map(SourceFolder::new).toArray();
		} catch (IOException gone) {
			return new Object[0];
		}
	}

	@Override
	public InputStream getContents() throws CoreException {
		if (Files.isDirectory(path)) {
			return null;
		}
		try {
			return Files.newInputStream(path);
		} catch (IOException e) {
			throw new CoreException(Status.error(path + " can't be read: " + e.getMessage(), e));
		}
	}

	@Override
	public String getCharset() {
		return "UTF-8";
	}

	/** Of one name at one place: that is how the compare editor pairs them. */
	@Override
	public boolean equals(Object other) {
		return other instanceof ITypedElement that && getName().equals(that.getName());
	}

	@Override
	public int hashCode() {
		return getName().hashCode();
	}
}
