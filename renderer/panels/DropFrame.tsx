// Owns what is seen while files are held over the window: where they would go. Listens for the drop itself.
import { useEffect, useState } from 'react';
import { takeDrop } from '../dropping';

export function DropFrame() {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    // Entering one element leaves another: what counts is whether anything is still held over the window.
    let depth = 0;
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
    const onEnter = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      depth += 1;
      setHeld(true);
    };
    const onLeave = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setHeld(false);
    };
    const onOver = (event: DragEvent): void => { if (carriesFiles(event)) event.preventDefault(); };
    const onDrop = (event: DragEvent): void => {
      depth = 0;
      setHeld(false);
      if (carriesFiles(event)) takeDrop(event);
    };
    window.addEventListener('dragenter', onEnter);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('dragover', onOver);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragenter', onEnter);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('drop', onDrop);
    };
  }, []);
  return isHeld ? <div className="dropFrame" aria-hidden="true"><p>Drop files to import them</p></div> : null;
}
